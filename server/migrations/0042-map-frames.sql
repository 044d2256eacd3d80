-- Where on the earth the plane of a sketch lies: middle and width. Without it a grid is drawn on a plain ground.
alter table grid_drawings add column frame jsonb;
