using Slipway.ApiServer.Engine;
using Slipway.ApiServer.Storage;

namespace Slipway.ApiServer.Metrics;

/// <summary>How much an engine's store holds.</summary>
internal sealed class StorageMetrics(EngineCore core) : IMetricSource
{
    public void Write(MetricText text)
    {
        var counts = core.Registry.Stored.Select(resource => (resource, list: core.Store.List(new StoreQuery(resource.GroupResource, Limit: 1))))
            .Select(stored => (stored.resource, count: stored.list.Items.Count + stored.list.Remaining)).ToList();
        text.Begin("apiserver_storage_objects", "gauge", "Stored objects by resource.");
        foreach (var (resource, count) in counts)
        {
            text.Sample("apiserver_storage_objects", count, ("resource", resource.GroupResource));
        }

        text.Begin("apiserver_resource_objects", "gauge", "Stored objects by group and resource.");
        foreach (var (resource, count) in counts)
        {
            text.Sample("apiserver_resource_objects", count, ("group", resource.Kind.Group), ("resource", resource.Plural));
        }

        core.AskedWebhooks?.Write(text);
        text.Single("slipway_storage_revision", "gauge", "The newest resourceVersion.", core.Store.Revision);
    }
}
