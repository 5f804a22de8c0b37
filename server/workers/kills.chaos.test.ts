// The same suite, with as many kills as this project is given.
import './kills.test';
