using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Slipway.ApiServer.CustomResources;
using Slipway.ApiServer.Decoding;
using Slipway.ApiServer.Registry;
using Slipway.ApiServer.Storage;
using Slipway.Kubernetes.Objects;

namespace Slipway.ApiServer.Discovery;

/// <summary>
/// The APIServices of what this server serves itself: an object each group version, made when asked for and not stored. There are no
/// others, as no other server's API is served here.
/// </summary>
internal sealed class ApiServices(VersionedStore store, ResourceRegistry registry)
{
    private const string Managed = "kube-aggregator.kubernetes.io/automanaged";

    // Kubernetes' own places of the groups in discovery.
    private static readonly Dictionary<string, int> Priorities = new(StringComparer.Ordinal)
    {
        [""] = 18000, ["apps"] = 17800, ["events.k8s.io"] = 17750, ["authentication.k8s.io"] = 17700, ["authorization.k8s.io"] = 17600,
        ["autoscaling"] = 17500, ["batch"] = 17400, ["certificates.k8s.io"] = 17300, ["networking.k8s.io"] = 17200, ["policy"] = 17100,
        ["rbac.authorization.k8s.io"] = 17000, ["storage.k8s.io"] = 16800, ["apiextensions.k8s.io"] = 16700,
        ["admissionregistration.k8s.io"] = 16700, ["scheduling.k8s.io"] = 16600, ["coordination.k8s.io"] = 16500, ["node.k8s.io"] = 16300,
        ["discovery.k8s.io"] = 16200, ["resource.k8s.io"] = 16200, ["flowcontrol.apiserver.k8s.io"] = 16100,
    };

    private volatile Made? _made;

    /// <summary>All of them, by name.</summary>
    public IReadOnlyList<StoredObject> List()
    {
        var custom = registry.Custom;
        if (_made is not { } made || !ReferenceEquals(made.Of, custom))
        {
            _made = made = new Made(custom, [.. Make().OrderBy(o => o.Key.Name, StringComparer.Ordinal)]);
        }

        return made.Objects;
    }

    public StoredObject? Find(string name) => List().FirstOrDefault(o => o.Key.Name == name);

    private static (int Group, int Version) PriorityOf(string group, string version)
    {
        if (!Priorities.TryGetValue(group, out var priority))
        {
            return (1000, 100);
        }

        var ofVersion = (group, version) switch
        {
            ("", _) => 1,
            ("autoscaling", "v2") => 30,
            ("flowcontrol.apiserver.k8s.io" or "resource.k8s.io", _) => 21,
            _ => 15,
        };
        return (priority, ofVersion);
    }

    private IEnumerable<StoredObject> Make()
    {
        // As old as the cluster.
        var system = store.Get(new StoreKey("namespaces", "", "kube-system"));
        var created = system is null ? null : FieldText.Find(system.Json.Span, ["metadata", "creationTimestamp"]);
        foreach (var group in registry.Groups.Where(g => g.Name != "apiregistration.k8s.io"))
        {
            foreach (var version in group.Versions)
            {
                yield return Make(group.Name, version, created);
            }
        }
    }

    private static JsonObject OwnersOf(JsonObject spec, string? created) => new()
    {
        ["manager"] = "kube-apiserver",
        ["operation"] = "Update",
        ["apiVersion"] = "apiregistration.k8s.io/v1",
        ["time"] = created,
        ["fieldsType"] = "FieldsV1",
        ["fieldsV1"] = new JsonObject
        {
            ["f:metadata"] = new JsonObject
            {
                ["f:labels"] = new JsonObject { ["."] = new JsonObject(), ["f:" + Managed] = new JsonObject() },
            },
            ["f:spec"] = new JsonObject(spec.Select(f => KeyValuePair.Create<string, JsonNode?>("f:" + f.Key, new JsonObject()))
                .OrderBy(f => f.Key, StringComparer.Ordinal)),
        },
    };

    private static StoredObject Make(string group, string version, string? created)
    {
        var name = $"{version}.{group}";
        var (groupPriority, versionPriority) = PriorityOf(group, version);
        var spec = new JsonObject
        {
            ["version"] = version, ["groupPriorityMinimum"] = groupPriority, ["versionPriority"] = versionPriority,
        };
        if (group.Length > 0)
        {
            spec.Insert(0, "group", group);
        }

        var obj = new JsonObject
        {
            ["kind"] = "APIService",
            ["apiVersion"] = "apiregistration.k8s.io/v1",
            ["metadata"] = new JsonObject
            {
                ["name"] = name,
                ["uid"] = new Guid(SHA256.HashData(Encoding.UTF8.GetBytes(name)).AsSpan(0, 16)).ToString(),
                ["resourceVersion"] = "1",
                ["creationTimestamp"] = created,
                ["labels"] = new JsonObject
                {
                    [Managed] = Priorities.ContainsKey(group) ? "onstart" : "true",
                },
                ["managedFields"] = new JsonArray(OwnersOf(spec, created)),
            },
            ["spec"] = spec,
            ["status"] = new JsonObject
            {
                ["conditions"] = new JsonArray(new JsonObject
                {
                    ["type"] = "Available",
                    ["status"] = "True",
                    ["lastTransitionTime"] = created,
                    ["reason"] = "Local",
                    ["message"] = "Local APIServices are always available",
                }),
            },
        };
        var key = new StoreKey("apiservices.apiregistration.k8s.io", "", name);
        return new StoredObject(key, KubeJson.ToUtf8(obj), revision: 1, createRevision: 1);
    }

    private sealed record Made(CustomResourceSet Of, IReadOnlyList<StoredObject> Objects);
}
