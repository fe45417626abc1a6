using System.Text.Json;
using Slipway.ApiServer.Metrics;
using Slipway.ControllerRuntime.Caching;
using Slipway.Kubernetes.Objects;

namespace Slipway.Cli.Metrics;

/// <summary>
/// The state of Cluster API's objects as figures, under the names that kube-state-metrics gives them with upstream's configuration, from
/// what the controllers have seen: whoever asks pays, nobody else.
/// </summary>
internal sealed class ObjectMetrics : IMetricSource
{
    private volatile ObjectCache? _cache;

    /// <summary>Tells of the objects in a cache from now on.</summary>
    public void ReadFrom(ObjectCache cache) => _cache = cache;

    /// <inheritdoc/>
    public void Write(MetricText text)
    {
        if (_cache is not { } cache)
        {
            return;
        }

        foreach (var kind in ObjectKinds.All)
        {
            Write(text, kind, cache.ListSeen(kind.Type));
        }
    }

    // The format wants a metric's samples together: each metric has a text of its own, and every object is read once.
    private static void Write(MetricText text, ObjectKind kind, IReadOnlyList<KubeObject> objects)
    {
        if (objects.Count == 0)
        {
            return;
        }

        var texts = new MetricText[kind.Figures.Length];
        for (var i = 0; i < texts.Length; i++)
        {
            texts[i] = new MetricText();
            texts[i].Begin(kind.Prefix + kind.Figures[i].Name, "gauge", kind.Figures[i].Help);
        }

        foreach (var obj in objects)
        {
            using var document = JsonDocument.Parse(obj.Json);
            var labels = Labels(kind, obj, document.RootElement);
            for (var i = 0; i < texts.Length; i++)
            {
                kind.Figures[i].Write(texts[i], kind.Prefix + kind.Figures[i].Name, document.RootElement, labels);
            }
        }

        foreach (var one in texts)
        {
            text.Append(one);
        }
    }

    private static (string Name, string Value)[] Labels(ObjectKind kind, KubeObject obj, JsonElement body)
    {
        var (group, version) = (kind.Type.Kind.Group, kind.Type.Kind.Version);
        List<(string Name, string Value)> labels =
        [
            ("customresource_group", group), ("customresource_kind", kind.Type.Kind.Kind), ("customresource_version", version),
        ];
        if (kind.ClusterName is { } path)
        {
            labels.Add(("cluster_name", ObjectFigure.Text(path.In(body))));
        }

        labels.AddRange([("name", obj.Key.Name), ("namespace", obj.Key.Namespace), ("uid", obj.Metadata.Uid)]);
        return [.. labels];
    }
}
