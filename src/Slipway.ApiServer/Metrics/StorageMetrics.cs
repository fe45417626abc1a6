using Slipway.ApiServer.Engine;
using Slipway.ApiServer.Storage;

namespace Slipway.ApiServer.Metrics;

/// <summary>How much an engine's store holds.</summary>
internal sealed class StorageMetrics(EngineCore core) : IMetricSource
{
    public void Write(MetricText text)
    {
        text.Begin("apiserver_storage_objects", "gauge", "Stored objects by resource.");
        foreach (var resource in core.Registry.Stored)
        {
            var list = core.Store.List(new StoreQuery(resource.GroupResource, Limit: 1));
            text.Sample("apiserver_storage_objects", list.Items.Count + list.Remaining, ("resource", resource.GroupResource));
        }

        text.Single("slipway_storage_revision", "gauge", "The newest resourceVersion.", core.Store.Revision);
    }
}
