//! Documents of Writer.

use reader::document::{Field, Stress};

use super::{lines, lines_of, read, zip};

/// Returns a Writer document with this text and these styles.
pub(crate) fn writer(styles: &str, text: &str, others: &[(&str, &str)]) -> Vec<u8> {
    let content = format!(
        "<office:document-content xmlns:text='t'><office:automatic-styles>{styles}</office:automatic-styles>\
         <office:body><office:text>{text}</office:text></office:body></office:document-content>"
    );
    let mut files = vec![("mimetype", "application/vnd.oasis.opendocument.text"), ("content.xml", &content)];
    files.extend(others);
    zip(&files)
}

pub(crate) const LISTS: &str = "<text:list-style style:name='L1'>
<text:list-level-style-number text:level='1' style:num-format='1' style:num-suffix='.'/>
<text:list-level-style-number text:level='2' style:num-format='a' style:num-suffix=')' text:display-levels='2'/>
</text:list-style><text:list-style style:name='L2'><text:list-level-style-bullet text:level='1'/></text:list-style>
<text:outline-style><text:outline-level-style text:level='2' style:num-format='I' style:num-suffix='.'/></text:outline-style>";

#[test]
fn items_are_numbered_as_writer_numbers_them() {
    let item = |attributes: &str, inner: &str| {
        format!("<text:list-item {attributes}><text:p>a</text:p>{inner}</text:list-item>")
    };
    let list = |attributes: &str, items: &[String]| {
        format!("<text:list {attributes}>{}</text:list>", items.concat())
    };
    let named = "text:style-name='L1'";
    let inner = list("", &[item("", ""), item("", "")]);
    let text = [
        list(named, &[item("", &inner), item("", "")]),
        "<text:p>b</text:p>".to_owned(),
        list(&format!("{named} text:continue-numbering='true'"), &[item("", "")]),
        list(named, &[item("text:start-value='7'", ""), item("", "")]),
        list("text:style-name='L2'", &[item("", "")]),
        "<text:h text:outline-level='1'>c</text:h><text:h text:outline-level='2'>d</text:h>".to_owned(),
    ];
    let found = lines_of(&read(&writer(LISTS, &text.concat(), &[])).unwrap());
    let expected =
        ["1. a", "  1.a) a", "  1.b) a", "2. a", "b", "3. a", "7. a", "8. a", "• a", "h1 c", "I. h2 d"];
    assert_eq!(found, expected);
}

#[test]
fn lines_of_writer_are_read_with_all_that_is_in_them() {
    let styles = "<style:style style:name='T1' style:family='text'><style:text-properties style:text-position='super 58%'/></style:style>
        <style:style style:name='T2'><style:text-properties fo:font-weight='bold'/></style:style>
        <style:style style:name='T3' style:parent-style-name='T2'/>
        <style:style style:name='P1' style:parent-style-name='Quotations'/><style:style style:name='P2' style:parent-style-name='Title'/>";
    let formula = "<math><semantics><mrow><mi>E</mi><mo>=</mo><msup><mi>c</mi><mn>2</mn></msup></mrow>\
                   <annotation>E = c^2</annotation></semantics></math>";
    for (paragraph, line) in [
        ("<text:p>a<text:s text:c='3'/>b<text:tab/>c\n   d</text:p>", "a b c\nd"),
        ("<text:p>10<text:span text:style-name='T1'>6</text:span></text:p>", "10⁶"),
        ("<text:p text:style-name='P1'>a</text:p>", "▌a"),
        ("<text:p text:style-name='P2'>a</text:p>", "h1 a"),
        (
            "<text:p><draw:frame><draw:image/><svg:title>x</svg:title><svg:desc>a map</svg:desc></draw:frame></text:p>",
            "[picture: a map]",
        ),
        ("<text:p><draw:frame><draw:object xlink:href='./Object 1'/></draw:frame></text:p>", "E=c²"),
        (
            "<text:p><text:ruby><text:ruby-base>漢</text:ruby-base><text:ruby-text>かん</text:ruby-text></text:ruby></text:p>",
            "漢(かん)",
        ),
        ("<text:p><text:page-number>7</text:page-number></text:p>", "7"),
        ("<text:section><text:p>a</text:p></text:section>", "a"),
    ] {
        assert_eq!(
            lines(&writer(styles, paragraph, &[("Object 1/content.xml", formula)])),
            [line],
            "{paragraph}"
        );
    }
    let text = "<text:p>a <text:a xlink:href='https://a.org'>b</text:a> <text:span text:style-name='T3'>c</text:span></text:p>";
    let document = read(&writer(styles, text, &[])).unwrap();
    let link = &document.hyperlinks[0];
    assert_eq!((document.passage(link.words), link.target.as_str()), ("b", "https://a.org"));
    let strong = document.emphasis.iter().find(|one| one.stress == Stress::Strong).unwrap();
    assert_eq!(document.passage(strong.span), "c");
}

#[test]
fn tables_boxes_and_notes_of_writer_are_kept() {
    let cell = |attributes: &str, text: &str| {
        format!("<table:table-cell {attributes}><text:p>{text}</text:p></table:table-cell>")
    };
    let covered = "<table:covered-table-cell/>";
    let table = format!(
        "<table:table><table:table-header-rows><table:table-row>{}{}{covered}</table:table-row></table:table-header-rows>\
         <table:table-row>{}{}{}</table:table-row><table:table-row>{covered}{}{}</table:table-row></table:table>",
        cell("", "a"),
        cell("table:number-columns-spanned='2'", "b"),
        cell("table:number-rows-spanned='2'", "c"),
        cell("", "d"),
        cell("", "e"),
        cell("", "f"),
        cell("", "g"),
    );
    assert_eq!(lines(&writer("", &table, &[])), ["th a  b", "tr c  d  e", "tr   f  g"]);
    let text = "<text:tracked-changes><text:changed-region><text:deletion><text:p>gone</text:p></text:deletion>\
        </text:changed-region></text:tracked-changes><text:p>It rises.<text:note><text:note-citation>1</text:note-citation>\
        <text:note-body><text:p>Twice.</text:p></text:note-body></text:note><office:annotation><dc:creator>Ada</dc:creator>\
        <text:p>Really?</text:p></office:annotation> It<draw:frame><draw:text-box><text:p>boxed</text:p></draw:text-box></draw:frame> falls.</text:p>";
    let document = writer("", text, &[]);
    assert_eq!(lines(&document), ["It rises.[1] It falls.", "boxed", "[1] Twice.", "ref Ada: Really?"]);
    let document = read(&document).unwrap();
    let note = document.notes[0];
    assert_eq!([note.reference, note.body].map(|span| document.passage(span)), ["[1]", "Twice."]);
    assert_eq!(document.warnings, ["1 tracked deletion is left out"]);
}

#[test]
fn a_writer_document_says_what_it_is() {
    let meta = "<office:meta><dc:title>The Tides</dc:title><meta:initial-creator>Ada</meta:initial-creator>\
                <dc:creator>Luigi</dc:creator><meta:creation-date>1843</meta:creation-date><dc:date>1850</dc:date></office:meta>";
    let text = "<text:p>It rises.</text:p>";
    let document = read(&writer("", text, &[("meta.xml", meta)])).unwrap();
    assert_eq!(document.title.as_str(), "The Tides");
    assert_eq!(document.metadata.all(Field::Author).collect::<Vec<_>>(), ["Ada"]);
    assert_eq!(document.metadata.first(Field::Created), Some("1843"));
    let manifest = "<manifest:file-entry manifest:full-path='content.xml'><manifest:encryption-data/></manifest:file-entry>";
    let error = read(&writer("", text, &[("META-INF/manifest.xml", manifest)])).unwrap_err();
    assert_eq!(error, "OpenDocument text: it is encrypted; save it without a password");
    let broken = read(&writer("", "<text:p>a</text:p><text:p>b</text:x>", &[])).unwrap();
    assert_eq!(broken.warnings, ["it is damaged: some of its text may be missing"]);
    let sheet =
        zip(&[("mimetype", "application/vnd.oasis.opendocument.spreadsheet"), ("content.xml", "<a/>")]);
    let error = read(&sheet).unwrap_err();
    assert!(error.starts_with("OpenDocument file, not a text file"), "{error}");
}

#[test]
fn a_writer_document_in_one_file_is_read() {
    let flat = |mimetype: &str| {
        format!(
            "<?xml version='1.0' encoding='UTF-8'?><office:document xmlns:office='o' office:mimetype='{mimetype}'>\
             <office:meta><dc:title>The Tides</dc:title><meta:creation-date>1843</meta:creation-date></office:meta>\
             <office:styles><style:style style:name='Z' style:parent-style-name='Quotations'/></office:styles>\
             <office:body><office:text><text:h text:outline-level='1'>High water</text:h>\
             <text:p text:style-name='Z'>It rises.<office:annotation><dc:creator>Ada</dc:creator>\
             <dc:date>1850</dc:date><text:p>Really?</text:p></office:annotation></text:p>\
             <text:p><draw:frame><draw:object><math:math><math:msup><math:mi>c</math:mi><math:mn>2</math:mn></math:msup>\
             </math:math></draw:object></draw:frame></text:p></office:text></office:body></office:document>"
        )
    };
    let document = flat("application/vnd.oasis.opendocument.text").into_bytes();
    assert_eq!(lines(&document), ["h1 High water", "▌It rises.", "c²", "ref Ada: Really?"]);
    let document = read(&document).unwrap();
    assert_eq!(
        (document.title.as_str(), document.metadata.first(Field::Created)),
        ("The Tides", Some("1843"))
    );
    let sheet = read(flat("application/vnd.oasis.opendocument.spreadsheet").as_bytes()).unwrap();
    assert!(sheet.text.starts_with("<?xml"), "a flat sheet is no text document");
}
