using System.Text.Json.Nodes;
using Slipway.ApiServer.Decoding;
using Slipway.ApiServer.Registry;
using Slipway.ApiServer.Requests;
using Slipway.ApiServer.Verbs;
using Slipway.Kubernetes.Apply;
using Slipway.Kubernetes.Objects;

namespace Slipway.ApiServer.Admission.Matching;

/// <summary>A request as configured admission (webhooks and policies) sees it: kube-apiserver's admission attributes.</summary>
internal sealed class AdmissionSubject
{
    private IReadOnlyList<ResourceInfo>? _otherVersions;

    /// <summary>The request.</summary>
    public required WriteScope Scope { get; init; }

    /// <summary>The operation's name on the wire, such as <c>CREATE</c>.</summary>
    public required string Operation { get; init; }

    /// <summary>The kind of <see cref="Object"/>: of the subresource's own kind where it has one.</summary>
    public required GroupVersionKind Kind { get; init; }

    /// <summary>The namespace; of a Namespace its own name.</summary>
    public required string Namespace { get; init; }

    /// <summary>The object's name; empty while it is not generated, and for each object of a collection that is deleted.</summary>
    public required string Name { get; init; }

    /// <summary>The object as it would become, or the options of a connection; null for a deletion. Mutation changes it in place.</summary>
    public JsonObject? Object { get; init; }

    /// <summary>The object as it is; null for a creation.</summary>
    public JsonObject? OldObject { get; init; }

    /// <summary>What the request is about, in the version that it speaks.</summary>
    public ResourceInfo Resource => Scope.Resource;

    /// <summary>A write of an object or of one of its subresources.</summary>
    /// <param name="scope">The request.</param>
    /// <param name="obj">The object as it would become; null for a deletion.</param>
    /// <param name="old">The object as it is; null for a creation.</param>
    public static AdmissionSubject Of(WriteScope scope, JsonObject? obj, JsonObject? old)
    {
        // Webhooks and expressions may look at any field.
        StoredManagers.Expand(obj);
        StoredManagers.Expand(old);
        var isScale = scope.Subresource == "scale";
        var (ns, name) = Address(scope, obj);
        return new AdmissionSubject
        {
            Scope = scope,
            Operation = obj is null ? "DELETE" : old is null ? "CREATE" : "UPDATE",
            Kind = KindOf(scope.Resource, scope.Subresource),
            Namespace = ns,
            Name = name,
            Object = isScale && obj is not null ? ScaleView.Of(obj, scope.Resource) : obj,
            OldObject = isScale && old is not null ? ScaleView.Of(old, scope.Resource) : old,
        };
    }

    /// <summary>A connection to a subresource.</summary>
    public static AdmissionSubject OfConnection(WriteScope scope, JsonObject options) => new()
    {
        Scope = scope,
        Operation = "CONNECT",
        Kind = KindOf(scope.Resource, scope.Subresource),
        Namespace = scope.Key.Namespace,
        Name = scope.Key.Name,
        Object = options,
    };

    /// <summary>The kind that requests to a resource or its subresource carry.</summary>
    public static GroupVersionKind KindOf(ResourceInfo resource, string subresource) =>
        subresource.Length > 0 && resource.Subresources.TryGetValue(subresource, out var found) ? found.Kind : resource.Kind;

    /// <summary>The same request with its object in another version.</summary>
    public AdmissionSubject With(GroupVersionKind kind, JsonObject? obj, JsonObject? old) => new()
    {
        Scope = Scope, Operation = Operation, Kind = kind, Namespace = Namespace, Name = Name, Object = obj, OldObject = old,
    };

    /// <summary>The other versions that the request's resource has; looked up once.</summary>
    public IReadOnlyList<ResourceInfo> OtherVersions(ResourceRegistry registry) => _otherVersions ??= registry.OtherVersions(Resource);

    /// <summary>Brings what was changed in a subresource's view of an object into the object.</summary>
    public void Settle(JsonObject? obj)
    {
        if (Scope.Subresource == "scale" && obj is not null && Object is { } scale)
        {
            ScaleView.SetReplicas(obj, Scope.Resource, scale.Map("spec")?.Integer("replicas") ?? 0);
        }
    }

    private static (string Namespace, string Name) Address(WriteScope scope, JsonObject? obj)
    {
        var (ns, name) = scope.Request is DeleteCollectionRequest all ? (all.Namespace, "") : (scope.Key.Namespace, scope.Key.Name);
        if (name.Length == 0 && obj is not null)
        {
            name = obj.Map("metadata")?.Text("name") ?? "";
        }

        return scope.Resource.GroupResource == "namespaces" ? (name, name) : (ns, name);
    }
}
