/** The style sheets every page needs, in the order they build on each other. */

import "./tokens.css";
import "./roles.css";
import "./ground.css";
