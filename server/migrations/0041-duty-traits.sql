-- A day has one line, the last of that day: members may be entered in several goes, and an import be taken back.
grant update (members, has_committee) on duty_traits to zhibutong_app;
