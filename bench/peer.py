"""The Python procedure's part that ours is measured against: forest, UMAP of its leaves, k-means, Gaussian mixture and
Ward with their silhouettes. Prints the seconds of each part, the map, the labels and the silhouettes as JSON.

Usage: peer.py customers.csv seed"""

import json
import sys
import time
import warnings

warnings.filterwarnings("ignore")
began = time.perf_counter()
seconds = {}


def mark(part):
    global began
    now = time.perf_counter()
    seconds[part] = now - began
    began = now


import numpy as np
import umap
from scipy.cluster import hierarchy
from sklearn import cluster, ensemble, metrics, mixture

mark("import")
customers = np.loadtxt(sys.argv[1], delimiter=",", skiprows=1)
seed = int(sys.argv[2])
features, revenue = customers[:, 1:], customers[:, 0]
ks = range(2, 12)
forest = ensemble.RandomForestRegressor(n_estimators=100, random_state=seed).fit(features, revenue)
leaves = forest.apply(features)
mark("forest")
places = umap.UMAP(random_state=seed).fit_transform(leaves)
mark("umap")
labels = {"kmeans": [], "gmm": [], "ward": []}
silhouettes = {"kmeans": [], "gmm": [], "ward": []}
log_likelihoods = []


def keep(model, found):
    silhouettes[model].append(float(metrics.silhouette_score(places, found)))
    labels[model].append([int(label) for label in found])


for k in ks:
    keep("kmeans", cluster.KMeans(n_clusters=k, n_init=10, random_state=seed).fit_predict(places))
mark("kmeans")
for k in ks:
    fitted = mixture.GaussianMixture(n_components=k, n_init=10, random_state=seed).fit(places)
    log_likelihoods.append(float(fitted.score(places)))
    keep("gmm", fitted.predict(places))
mark("gmm")
tree = hierarchy.linkage(places, "ward")
for k in ks:
    keep("ward", hierarchy.fcluster(tree, k, criterion="maxclust") - 1)
mark("ward")
json.dump(
    {
        "seed": seed,
        "seconds": seconds,
        "cpuSeconds": time.process_time(),
        "places": [[float(x) for x in place] for place in places],
        "labels": labels,
        "silhouettes": silhouettes,
        "logLikelihoods": log_likelihoods,
    },
    sys.stdout,
)
