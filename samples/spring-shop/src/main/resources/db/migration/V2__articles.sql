INSERT INTO article (id, slug, name, category, description, price, stock) VALUES
 (1, 'mask', 'Comedy mask', 'Costume', 'Papier-mâché, gilded by hand, with a smile that carries to the last row. Lined with felt, so that it can be worn through all five acts.', 48.00, 100000),
 (2, 'skull', 'Yorick’s skull', 'Classics', 'A fellow of infinite jest, cast in resin from a museum piece and aged with tea. Rests well in one hand and leaves the other free to gesture.', 39.50, 100000),
 (3, 'crown', 'Crown for an uneasy head', 'Costume', 'Brass, with glass rubies that catch the follow spot. Adjustable from prince to king; the lining takes the place of a wig cap.', 72.00, 100000),
 (4, 'dagger', 'A dagger of the mind', 'Classics', 'The blade vanishes into the handle at the slightest touch, and comes back for the next performance. Blunt, light, and dreadful to look at.', 34.00, 100000),
 (5, 'lantern', 'Storm lantern', 'Light', 'Tin and glass with a flickering LED that the wind machine can’t put out. Twelve hours on one charge.', 29.00, 100000),
 (6, 'candles', 'Chamberstick', 'Light', 'A pewter stick with a real wax shell around a lamp. For every ghost who comes down a staircase.', 24.50, 100000),
 (7, 'hat', 'Top hat', 'Costume', 'Collapses flat for the quick change and springs back with a satisfying snap. Silk over a steel spring.', 58.00, 100000),
 (8, 'parasol', 'Parasol for a heroine', 'Costume', 'Waxed paper over bamboo. Opens in one beat of the music, and hides what the audience is not to see yet.', 31.00, 3),
 (9, 'mirror', 'Hand mirror', 'Set', 'The glass is polished aluminium: it never breaks, brings nobody bad luck, and does not blind the stalls.', 27.00, 100000),
 (10, 'book', 'Prompt book', 'Set', 'Two hundred blank pages, thread-bound in red cloth, with wide margins for cues and second thoughts.', 18.00, 100000),
 (11, 'teapot', 'Teapot for act one', 'Set', 'Every drawing-room comedy needs one. Stoneware with a false bottom for letters.', 36.00, 0),
 (12, 'rose', 'Paper rose', 'Classics', 'By any other name it would cost as much. Made of crêpe paper on a wired stem; never wilts, flies well when thrown.', 6.50, 100000);
