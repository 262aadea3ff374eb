import { spawnSync } from 'node:child_process';

/** What R needed for the same work. */
export interface RTimes {
  /** Without reading the file where data.table is not installed, which favours R. */
  seconds: number;
  /** Largest memory in use, as R's collector counts it. */
  peakMegabytes: number;
}

/** The bench's work with R's survey package: exact raking variance, items one by one, overall and by county. */
const script = `
suppressMessages(library(survey))
file <- commandArgs(TRUE)[1]
text <- c("county", "stratum", "psu", "agegrp", "sex", "cres")
fast <- requireNamespace("data.table", quietly = TRUE)
began <- proc.time()[[3]]
d <- if (fast) { data.table::setDTthreads(1); as.data.frame(data.table::fread(file, colClasses = list(character = text))) } else
  read.csv(file, stringsAsFactors = FALSE)
if (!fast) began <- proc.time()[[3]]
for (v in text) d[[v]] <- factor(d[[v]])
m <- jsonlite::fromJSON(paste0(file, ".margins.json"))
totals <- lapply(c("agegrp", "sex", "cres"), function(v)
  data.frame(setNames(list(factor(names(m[[v]]), levels = levels(d[[v]]))), v), Freq = unlist(m[[v]], use.names = FALSE)))
sampled <- svydesign(ids = ~psu, strata = ~stratum, weights = ~w, data = d)
raked <- calibrate(sampled, list(~agegrp, ~sex, ~cres), population = totals, calfun = "raking", maxit = 200, epsilon = 1e-12)
for (q in paste0("q", 1:12)) {
  s <- subset(raked, !is.na(d[[q]]))
  s$variables[[q]][is.na(s$variables[[q]])] <- 0
  f <- as.formula(paste0("~", q))
  whole <- svymean(f, s)
  for (c in levels(d$county)) part <- svymean(f, subset(s, county == c))
}
cat(proc.time()[[3]] - began, sum(gc()[, 6]))
`;

/** @returns null where R, its survey package or jsonlite is not installed */
export function timeR(path: string): RTimes | null {
  const { status, stdout } = spawnSync('Rscript', ['-e', script, path], { encoding: 'utf8' });
  if (status !== 0) return null;
  const [seconds, peakMegabytes] = stdout.trim().split(/\s+/).map(Number);
  return seconds === undefined || peakMegabytes === undefined ? null : { seconds, peakMegabytes };
}
