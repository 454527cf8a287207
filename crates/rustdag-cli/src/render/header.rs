//! Who and when.

use crate::render::page::{self, Page};
use crate::render::{View, ink};
use rustdag_proto::v1;

pub(crate) fn write(view: &View<'_>, page: &mut Page, profile: &v1::Profile) {
    let name = match profile.display_name.trim() {
        "" => view.texts.text("member-unnamed"),
        name => name.to_owned(),
    };
    let mut who = ink::paint(ink::HEADING, &name);
    let mut width = page::width(&name);
    if let Some(age) = age(view, profile) {
        let age = format!(", {age}");
        width += page::width(&age);
        who.push_str(&age);
    }
    let goal = view.goal(profile.goal());
    let rest = format!(" · {} · {goal}", view.level(profile.level()));
    width += page::width(&rest);
    who.push_str(&rest);
    let when = view.texts.date_and_time(view.clock.now());
    let free = page.width().saturating_sub(width);
    if free > page::width(&when) + 1 {
        page.line(&format!("{who}{}", page::pad_left(&when, free)));
    } else {
        page.line(&who);
        page.line(&when);
    }
    page.blank();
}

fn age(view: &View<'_>, profile: &v1::Profile) -> Option<i16> {
    let born: jiff::civil::Date = profile.born.as_deref()?.parse().ok()?;
    let today = view.clock.today();
    let birthday_to_come = (today.month(), today.day()) < (born.month(), born.day());
    Some(today.year() - born.year() - i16::from(birthday_to_come))
}
