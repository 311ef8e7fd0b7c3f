"""From traces to prose: how a result came about, and why it is not another one.

`document.explain` is the way in. An explanation is made in three stages:

1. *phrases* for single traces: `outline` (what it is, its value), `working` (how it came about:
   `formulas`, `conditions`, `scoring`, `roundings`, `sums`), `alternatives` (what did not apply),
   `cited` (where it comes from);
2. a `telling`, made by the `teller`: each value once, with what it was made of;
3. views of the telling: `tree`, `steps`, `machine`. Beside them stand `sentence` and `scorecard`.

`why_not` answers with data, `answers` puts it into words, and `inverse` finds what would have been
enough. Nothing here computes a result of its own: values come from traces or from evaluating again.
"""
