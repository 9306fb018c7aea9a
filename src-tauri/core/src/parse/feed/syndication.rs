//! The syndication module of RSS 1.0 (<https://web.resource.org/rss/1.0/modules/syndication/>).

use super::element::Element;
use super::xml::Xml;
use crate::parse::RawPace;

/// `sy:updatePeriod` and `sy:updateFrequency`: so many times in an hour, day, week, month or year.
pub(super) fn channel<'a>(xml: &mut Xml<'a>, element: &Element<'a>, pace: &mut RawPace) {
    match element.name() {
        "updateperiod" => {
            pace.period_minutes = match xml.line(element).unwrap_or_default().to_ascii_lowercase().as_str() {
                "hourly" => Some(60),
                "daily" => Some(24 * 60),
                "weekly" => Some(7 * 24 * 60),
                "monthly" => Some(30 * 24 * 60),
                "yearly" => Some(365 * 24 * 60),
                _ => None,
            }
        }
        "updatefrequency" => {
            pace.times_a_period =
                xml.line(element).and_then(|times| times.parse().ok()).filter(|times| *times > 0);
        }
        _ => {}
    }
}
