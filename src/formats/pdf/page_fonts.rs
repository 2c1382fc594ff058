//! What fonts tell of characters that the codes of glyphs do not: their files, and their dictionaries, which say in
//! which collection of East Asian characters codes are numbers, and whether bitmap fonts are those of TeX.

use std::collections::HashMap;
use std::rc::Rc;

use hayro_interpret::font::OutlineGlyph;
use hayro_interpret::hayro_cmap::{CMap, CMapName, CidFamily, load_embedded};
use hayro_interpret::hayro_syntax::object::dict::keys::{
    BASE_FONT, CIDSYSTEMINFO, DESCENDANT_FONTS, DIFFERENCES, ENCODING, FONT, ORDERING, REGISTRY, RESOURCES,
    SUBTYPE, TO_UNICODE, XOBJECT,
};
use hayro_interpret::hayro_syntax::object::{self, Array, Dict, Name, Object, Stream};
use hayro_interpret::hayro_syntax::page::Page;

use crate::formats::pdf::fonts::{FontCharacters, text};

/// How deep forms are looked for inside forms, and how many of a page.
const DEEPEST: usize = 4;
const MOST_FORMS: usize = 200;

/// What is known of the fonts of the pages so far.
#[derive(Default)]
pub(super) struct Fonts {
    /// What font files tell, by the keys of the files.
    files: HashMap<u128, FontCharacters>,
    /// The collections of fonts without a map to Unicode, by the names of the fonts.
    collections: HashMap<String, Option<Rc<Collection>>>,
    /// Whether all fonts of the last page whose glyphs are drawings are those of TeX; `None` if it has none such.
    are_of_tex: Option<bool>,
}

/// A font whose codes select the characters of a collection.
struct Collection {
    /// From codes to numbers of the collection.
    numbers: CMap,
    /// From these to characters.
    characters: CMap,
}

impl Collection {
    fn of(font: &Dict<'_>) -> Option<Self> {
        let inner = font.get::<Array>(DESCENDANT_FONTS)?.iter::<Dict>().next()?;
        let info = inner.get::<Dict>(CIDSYSTEMINFO)?;
        let (registry, ordering) =
            (info.get::<object::String>(REGISTRY)?, info.get::<object::String>(ORDERING)?);
        let family = CidFamily::from_registry_ordering(registry.as_bytes(), ordering.as_bytes());
        let characters = CMap::parse(load_embedded(family.ucs2_cmap()?)?, load_embedded)?;
        let numbers = match CMapName::from_bytes(&font.get::<Name>(ENCODING)?) {
            CMapName::IdentityH | CMapName::IdentityV => CMap::identity_h(),
            name => CMap::parse(load_embedded(name)?, load_embedded)?,
        };
        Some(Self { numbers, characters })
    }

    fn get(&self, code: u32) -> Option<String> {
        let number = (1..=4).find_map(|length| self.numbers.lookup_cid_code(code, length))?;
        self.characters.lookup_bf_string(number).map(text)
    }
}

impl Fonts {
    /// Adds the fonts of a page.
    pub(super) fn add(&mut self, page: &Page<'_>) {
        self.are_of_tex = None;
        let resources = page.resources();
        self.add_fonts(&resources.fonts);
        let mut forms = 0;
        self.add_forms(&resources.x_objects, 0, &mut forms);
    }

    fn add_forms(&mut self, objects: &Dict<'_>, depth: usize, forms: &mut usize) {
        for name in objects.keys() {
            let Some(form) = objects.get::<Stream>(&*name) else { continue };
            let Some(resources) = form.dict().get::<Dict>(RESOURCES) else { continue };
            *forms += 1;
            if *forms > MOST_FORMS {
                return;
            }
            self.add_fonts(&resources.get::<Dict>(FONT).unwrap_or_default());
            if depth < DEEPEST {
                self.add_forms(&resources.get::<Dict>(XOBJECT).unwrap_or_default(), depth + 1, forms);
            }
        }
    }

    fn add_fonts(&mut self, fonts: &Dict<'_>) {
        for name in fonts.keys() {
            let font = fonts.get::<Dict>(&*name).filter(|font| !font.contains_key(TO_UNICODE));
            let Some((font, kind)) = font.and_then(|font| Some((font.clone(), font.get::<Name>(SUBTYPE)?)))
            else {
                continue;
            };
            match &*kind {
                b"Type0" => {
                    let Some(name) = font.get::<Name>(BASE_FONT) else { continue };
                    let collection = || Collection::of(&font).map(Rc::new);
                    self.collections.entry(own_name(&name)).or_insert_with(collection);
                }
                b"Type3" => {
                    self.are_of_tex = Some(is_of_tex(&font) && self.are_of_tex != Some(false));
                }
                _ => {}
            }
        }
    }

    /// Returns the characters that its font names for a glyph; `None` when it names none.
    pub(super) fn characters(&mut self, glyph: &OutlineGlyph) -> Option<String> {
        let font = glyph.font_data()?;
        let code = glyph.char_code();
        let collection = font.postscript_name.and_then(|name| self.collections.get(&name)?.clone());
        let file = self.files.entry(font.cache_key);
        let file = file.or_insert_with(|| FontCharacters::of((*font.data).as_ref()));
        let in_collection = || collection?.get(code);
        match file {
            FontCharacters::ByGlyph(map) => {
                let own = map.get(&glyph.glyph_id().to_u32()).map(char::to_string);
                own.or_else(in_collection)
            }
            FontCharacters::ByCode(map) => in_collection().or_else(|| map.lookup_bf_string(code).map(text)),
        }
    }

    /// Tells whether the last page has fonts whose glyphs are drawings, and all of them are those of TeX.
    pub(super) fn are_of_tex(&self) -> bool {
        self.are_of_tex == Some(true)
    }
}

/// Returns the name of a font without the letters of a subset, as in `ABCDEF+Minion`.
fn own_name(name: &[u8]) -> String {
    let name = String::from_utf8_lossy(name);
    name.split_once('+').filter(|(subset, _)| subset.len() == 6).map_or(&*name, |(_, own)| own).to_owned()
}

/// Tells whether the glyphs of a font have the names that programs give to the bitmaps of TeX: `a65` for the code 65.
fn is_of_tex(font: &Dict<'_>) -> bool {
    let differences = font.get::<Dict>(ENCODING).and_then(|encoding| encoding.get::<Array>(DIFFERENCES));
    let (mut code, mut named) = (0, 0);
    for entry in differences.iter().flat_map(Array::iter::<Object>) {
        match entry {
            Object::Number(first) => code = first.as_i64(),
            Object::Name(name) => {
                if &*name != b".notdef" {
                    if *name != *format!("a{code}").as_bytes() {
                        return false;
                    }
                    named += 1;
                }
                code += 1;
            }
            _ => return false,
        }
    }
    named > 0
}

#[cfg(test)]
mod tests {
    use super::*;
    use hayro_interpret::hayro_syntax::Pdf;

    /// Returns what is known of fonts after a page that has them.
    fn known(fonts: &str) -> Fonts {
        let file = format!(
            "%PDF-1.7\n1 0 obj\n<< /Type /Catalog /Pages 2 0 R >>\nendobj\n\
             2 0 obj\n<< /Type /Pages /Kids [3 0 R] /Count 1 >>\nendobj\n\
             3 0 obj\n<< /Type /Page /Parent 2 0 R /MediaBox [0 0 9 9] /Resources << /Font << {fonts} >> >> >>\n\
             endobj\ntrailer\n<< /Root 1 0 R >>\n"
        );
        let pdf = Pdf::new(file.into_bytes()).unwrap();
        let mut fonts = Fonts::default();
        fonts.add(&pdf.pages()[0]);
        fonts
    }

    #[test]
    fn codes_are_numbers_in_the_collection_that_a_font_names() {
        let font = |name: &str, encoding: &str, more: &str| {
            format!(
                "/{name} << /Type /Font /Subtype /Type0 /BaseFont /ABCDEF+{name} /Encoding /{encoding} {more} \
                 /DescendantFonts [<< /CIDSystemInfo << /Registry (Adobe) /Ordering (Japan1) >> >>] >> "
            )
        };
        let fonts = known(
            &[
                font("Mincho", "Identity-V", ""),
                font("Gothic", "90ms-RKSJ-H", ""),
                font("Mapped", "Identity-H", "/ToUnicode /Identity-H"),
            ]
            .concat(),
        );
        let get = |name: &str, code| fonts.collections.get(name)?.as_ref()?.get(code);
        assert_eq!(get("Mincho", 843).as_deref(), Some("あ"));
        assert_eq!(get("Gothic", 0x82a0).as_deref(), Some("あ"), "a code of Shift JIS");
        assert_eq!(get("Mapped", 843), None);
    }

    #[test]
    fn bitmap_fonts_of_tex_are_known_by_the_names_of_their_glyphs() {
        let font = |name: &str, differences: &str| {
            format!("/{name} << /Type /Font /Subtype /Type3 /Encoding << /Differences [{differences}] >> >> ")
        };
        let tex = font("A", "12 /a12 13 /.notdef 97 /a97 /a98");
        assert!(known(&tex).are_of_tex());
        for other in ["97 /a1", "97 /square", ""] {
            assert!(!known(&[&tex[..], &font("B", other)].concat()).are_of_tex(), "{other}");
        }
        assert!(!known("").are_of_tex());
    }
}
