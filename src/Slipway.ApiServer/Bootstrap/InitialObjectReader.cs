using System.Text.Json.Nodes;
using Slipway.ApiServer.Decoding;
using Slipway.ApiServer.Registry;
using Slipway.ApiServer.Storage;
using Slipway.ApiServer.Verbs;
using Slipway.Kubernetes.Apply;

namespace Slipway.ApiServer.Bootstrap;

/// <summary>
/// Reads the objects that every cluster begins with from <c>Facts/</c>, and says who owns their fields as a real server does.
/// </summary>
internal static class InitialObjectReader
{
    private const string Server = "kube-apiserver";
    private const string Aggregator = "clusterrole-aggregation-controller";
    private const string FlowProducer = "api-priority-and-fairness-config-producer-v1";
    private const string FlowConsumer = "api-priority-and-fairness-config-consumer-v1";

    private static readonly string[] MetadataOrder =
        ["name", "namespace", "uid", "resourceVersion", "generation", "creationTimestamp", "labels", "annotations"];

    /// <summary>All of them; those of a namespace come without it.</summary>
    public static IReadOnlyList<InitialObject> Read()
    {
        using var stream = typeof(InitialObjectReader).Assembly.GetManifestResourceStream("initial-objects.json")!;
        var others = ((JsonObject)JsonNode.Parse(stream)!).List("objects")!.OfType<JsonObject>();
        return [.. DefaultPolicyReader.Read().Concat(others).Select(ToInitial)];
    }

    private static InitialObject ToInitial(JsonObject source)
    {
        var (apiVersion, kind) = (source.Text("apiVersion"), source.Text("kind"));
        var resource = KubernetesFacts.Shared.Resources.First(r => r.Kind.Kind == kind && r.Kind.ApiVersion == apiVersion);
        var metadata = source.Map("metadata")!;
        metadata["uid"] = InitialObject.Uid;
        metadata["resourceVersion"] = "";
        metadata["creationTimestamp"] = InitialObject.Time;
        var obj = source.Copy();
        var ordered = new JsonObject();
        foreach (var field in MetadataOrder.Where(metadata.ContainsKey))
        {
            ordered[field] = metadata[field]!.DeepClone();
        }

        obj["metadata"] = ordered;
        var key = new StoreKey(resource.StoreResource, metadata.Text("namespace"), metadata.Text("name"));
        return new InitialObject(key, Own(obj, resource));
    }

    private static JsonObject Own(JsonObject obj, ResourceInfo resource)
    {
        var manager = resource.FieldManager!;
        if (obj.ContainsKey("aggregationRule"))
        {
            var collected = Only(obj, "rules");
            obj["rules"] = null;
            manager.Update(live: null, obj, WriteOf(Server, resource, ""));
            return Applied(manager, obj, collected, WriteOf(Aggregator, resource, ""));
        }

        var isFlow = resource.Kind.Group == "flowcontrol.apiserver.k8s.io";
        manager.Update(live: null, obj, WriteOf(isFlow ? FlowProducer : Server, resource, ""));
        return isFlow && obj.Map("status") is { Count: > 0 }
            ? Applied(manager, obj, Only(obj, "status"), WriteOf(FlowConsumer, resource, "status"))
            : obj;
    }

    private static JsonObject Applied(FieldManager manager, JsonObject obj, JsonObject config, FieldWrite write)
    {
        var applied = manager.Apply(obj, config, write, force: true).Object!;

        // A merge may put what it sets last; objects are stored in the order of their fields.
        var field = config.Last().Key;
        var ordered = new JsonObject();
        foreach (var name in obj.Select(p => p.Key))
        {
            ordered[name] = applied[name]?.DeepClone();
        }

        ordered.TryAdd(field, applied[field]?.DeepClone());
        return ordered;
    }

    private static JsonObject Only(JsonObject obj, string field) => new()
    {
        ["apiVersion"] = obj.Text("apiVersion"),
        ["kind"] = obj.Text("kind"),
        ["metadata"] = new JsonObject { ["name"] = obj.Map("metadata")!.Text("name") },
        [field] = obj[field]?.DeepClone(),
    };

    private static FieldWrite WriteOf(string manager, ResourceInfo resource, string subresource) =>
        new(manager, resource.Kind.ApiVersion, DateTimeOffset.MinValue)
        {
            Subresource = subresource,
            Excluded = ResetFields.Of(resource, subresource),
        };
}
