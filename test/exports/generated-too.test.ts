import { examinePlatforms } from './examine-platforms.js';

examinePlatforms(1);
