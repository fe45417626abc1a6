using System.Text.Json.Nodes;
using Slipway.ApiServer.Decoding;
using Slipway.ApiServer.Storage;
using Slipway.ApiServer.Verbs;

namespace Slipway.ApiServer.Webhooks;

/// <summary>
/// Finds what a Service leads to. Nothing forwards cluster IPs here, so it goes by ready endpoints, as kube-apiserver does with
/// aggregator routing; its words are those of that resolver.
/// </summary>
internal sealed class ServiceResolver(VersionedStore store)
{
    private const string SliceService = "kubernetes.io/service-name";

    /// <summary>Hosts and ports, at least one.</summary>
    /// <exception cref="WebhookCallException">There is no such Service, or nobody behind it.</exception>
    public IReadOnlyList<(string Host, int Port)> Resolve(WebhookService service)
    {
        var stored = store.Get(new StoreKey("services", service.Namespace, service.Name))
            ?? throw new WebhookCallException($"service \"{service.Name}\" not found");
        var spec = TreeOf(stored).Map("spec") ?? [];
        if (spec.Text("type") == "ExternalName")
        {
            return [(spec.Text("externalName"), service.Port)];
        }

        var port = Items(spec, "ports").FirstOrDefault(p => p.Integer("port") == service.Port)
            ?? throw new WebhookCallException($"no service port {service.Port} found for service \"{service.Name}\"");
        var found = FromSlices(service, port.Text("name")).Concat(FromEndpoints(service, port.Text("name"))).Distinct().ToList();
        return found.Count > 0 ? found : throw new WebhookCallException($"no endpoints available for service \"{service.Name}\"");
    }

    private static IEnumerable<(string Host, int Port)> Pairs(IEnumerable<string> hosts, JsonObject owner, string portName)
    {
        var ports = Items(owner, "ports").Where(p => p.Text("name") == portName).Select(p => (int)(p.Integer("port") ?? 0)).ToList();
        return hosts.SelectMany(host => ports.Select(port => (host, port)));
    }

    private static bool IsReady(JsonObject endpoint) =>
        endpoint.Map("conditions") is not { } c || !c.ContainsKey("ready") || c.IsTrue("ready");

    private static IEnumerable<JsonObject> Items(JsonObject owner, string list) => owner.List(list)?.OfType<JsonObject>() ?? [];

    private static JsonObject TreeOf(StoredObject stored) => (JsonObject)JsonTreeReader.Read(stored.Json.Span)!;

    private IEnumerable<(string Host, int Port)> FromSlices(WebhookService service, string portName) =>
        store.List(new StoreQuery("endpointslices.discovery.k8s.io", service.Namespace)).Items
            .Where(s => ObjectViews.Of(s).Stored.Metadata.Labels.TryGetValue(SliceService, out var owner) && owner == service.Name)
            .Select(TreeOf)
            .SelectMany(slice => Pairs(Items(slice, "endpoints").Where(IsReady).SelectMany(e => e.Texts("addresses")), slice, portName));

    private IEnumerable<(string Host, int Port)> FromEndpoints(WebhookService service, string portName) =>
        store.Get(new StoreKey("endpoints", service.Namespace, service.Name)) is not { } stored
            ? []
            : Items(TreeOf(stored), "subsets").SelectMany(s => Pairs(Items(s, "addresses").Select(a => a.Text("ip")), s, portName));
}
