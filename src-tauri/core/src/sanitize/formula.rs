//! Formulas in MathML → plain markup that any window draws alike. The allow-list lets in no foreign elements, and
//! without this they would take their text with them.

use dom_query::{Document, NodeRef};

/// What is nested deeper in a formula is read as its text.
const DEEPEST: usize = 64;

/// Writes every formula as text with its raised and lowered parts. A formula that is hidden because a picture shows
/// it, and the copy that some pages draw beside it, go.
pub(super) fn flatten(document: &Document) {
    for math in document.select("math").nodes() {
        if math.ancestors_it(Some(2)).any(|outer| is_unseen(&outer)) {
            math.remove_from_parent();
            continue;
        }
        if let Some(copy) = math.parent().and_then(|outer| outer.next_element_sibling())
            && copy.attr("aria-hidden").is_some_and(|hidden| &*hidden == "true")
        {
            copy.remove_from_parent();
        }
        math.replace_with_html(format!(" {} ", written(math, 0)));
    }
}

fn is_unseen(node: &NodeRef<'_>) -> bool {
    let style = node.attr("style").unwrap_or_default().to_ascii_lowercase();
    style.replace(' ', "").contains("display:none")
}

/// One part of a formula (MathML Core, §3), as HTML.
fn written(node: &NodeRef<'_>, depth: usize) -> String {
    if node.is_text() || depth > DEEPEST {
        return escaped(&node.text());
    }
    let name = node.node_name().unwrap_or_default();
    let parts = || -> Vec<String> {
        let inner = node.children_it(false).filter(|inner| inner.is_element() || inner.is_text());
        inner.map(|inner| written(&inner, depth + 1)).filter(|part| !part.is_empty()).collect()
    };
    match (&*name, parts().as_slice()) {
        ("annotation" | "annotation-xml", _) => String::new(),
        ("msup" | "mover", [base, raised]) => format!("{base}<sup>{raised}</sup>"),
        ("msub" | "munder", [base, lowered]) => format!("{base}<sub>{lowered}</sub>"),
        ("msubsup" | "munderover", [base, lowered, raised]) => {
            format!("{base}<sub>{lowered}</sub><sup>{raised}</sup>")
        }
        ("mfrac", [over, under]) => format!("{}/{}", grouped(over), grouped(under)),
        ("msqrt", parts) => format!("√{}", grouped(&parts.join(" "))),
        ("mroot", [base, degree]) => format!("<sup>{degree}</sup>√{}", grouped(base)),
        ("mtable", rows) => rows.join("; "),
        (_, parts) => parts.join(" "),
    }
}

/// In brackets where it is more than one sign or word.
fn grouped(part: &str) -> String {
    if part.contains(' ') { format!("({part})") } else { part.to_owned() }
}

fn escaped(text: &str) -> String {
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}

#[cfg(test)]
mod tests {
    use crate::sanitize::html;

    fn read(markup: &str) -> String {
        html(markup, None).to_string()
    }

    #[test]
    fn a_formula_keeps_what_it_says() {
        assert_eq!(
            read(
                "<p>So <math><mi>x</mi><mo>=</mo><mfrac><mrow><mo>−</mo><mi>b</mi></mrow><mn>2</mn></mfrac></math>.</p>"
            ),
            "<p>So  x = (− b)/2 .</p>"
        );
        assert_eq!(read("<p><math><msup><mi>x</mi><mn>2</mn></msup></math></p>"), "<p> x<sup>2</sup> </p>");
        assert_eq!(read("<p><math><msqrt><mn>2</mn></msqrt></math></p>"), "<p> √2 </p>");
    }

    #[test]
    fn a_formula_is_said_once() {
        let source = "<math><semantics><mi>a</mi><annotation encoding='application/x-tex'>\\alpha</annotation></semantics></math>";
        assert_eq!(read(&format!("<p>{source}</p>")), "<p> a </p>", "not its source as well");
        assert_eq!(
            read(&format!("<p><span>{source}</span><span aria-hidden=true>a</span></p>")),
            "<p> a </p>",
            "not the copy drawn beside it"
        );
        let drawn = read(&format!(
            "<p><span style='display: none'>{source}</span><img src='https://a.example/f.png'></p>"
        ));
        assert_eq!(drawn, "<p><img src=\"https://a.example/f.png\"></p>", "the picture shows it");
    }

    #[test]
    fn nothing_dangerous_comes_through_a_formula() {
        for hostile in [
            "<math><mtext><img src=x onerror=alert(1)></mtext></math>",
            "<math><mtext>&lt;img src=x onerror=alert(1)&gt;</mtext></math>",
            "<math><annotation-xml encoding='text/html'><img src=x onerror=alert(1)></annotation-xml></math>",
        ] {
            let read = read(hostile);
            assert!(!read.contains("<img"), "{hostile} became {read}");
        }
    }
}
