using Slipway.ApiServer.Registry;
using Slipway.Kubernetes.Objects;

namespace Slipway.ApiServer.OpenApi;

/// <summary>The operations of one resource.</summary>
internal sealed class ResourceOperations(ResourceInfo resource)
{
    private const string DeleteOptions = OpenApiSchemas.Meta + "DeleteOptions";
    private const string Status = OpenApiSchemas.Meta + "Status";
    private const string WatchEvent = OpenApiSchemas.Meta + "WatchEvent";

    private static readonly string[] ProxyMethods = ["get", "put", "post", "delete", "options", "head", "patch"];

    private readonly string _tag = OpenApiNaming.TagOf(resource.Kind.Group, resource.Kind.Version);
    private readonly string _stem = OpenApiNaming.StemOf(resource.Kind.Group, resource.Kind.Version);
    private readonly string _end = OpenApiNaming.EndOf(resource);
    private readonly string _schema = OpenApiSchemas.NameOf(resource);
    private readonly string[] _media = resource.IsCustom ? OpenApiMedia.Custom : OpenApiMedia.Typed;
    private readonly string[] _listMedia = resource.IsCustom ? OpenApiMedia.Custom : OpenApiMedia.TypedLists;
    private readonly string[] _bodyMedia = resource.IsCustom ? OpenApiMedia.Custom : OpenApiMedia.Any;

    public OpenApiOperation ListAll() => List($"{resource.Kind.Kind}ForAllNamespaces");

    public OpenApiOperation WatchAll() => Watching("watchlist", $"{resource.Kind.Kind}ListForAllNamespaces");

    public OpenApiOperation WatchList() => Watching("watchlist", _end + "List");

    public OpenApiOperation Watch() => Watching("watch", _end);

    public IEnumerable<OpenApiOperation> OfCollection()
    {
        if (Has("list"))
        {
            yield return List(_end);
        }

        if (Has("create"))
        {
            yield return Create(_end, _schema, resource.Kind);
        }

        // Upstream registers none for namespaces, and tells custom resources' options as those of a list.
        if (Has("deletecollection"))
        {
            yield return Delete("deletecollection", $"Collection{_end}") with
            {
                Parameters = resource.IsCustom ? OpenApiParameters.List : OpenApiParameters.DeleteCollection,
                Body = resource.IsCustom ? "" : DeleteOptions,
                Answer = Status,
                Codes = [200],
            };
        }
    }

    public IEnumerable<OpenApiOperation> OfObject()
    {
        foreach (var operation in OfVerbs(resource.Verbs, _end, _schema, resource.Kind))
        {
            yield return operation;
        }

        if (Has("delete"))
        {
            yield return Delete("delete", _end);
        }
    }

    /// <param name="subresource">The subresource.</param>
    /// <param name="suffix">What the names end with.</param>
    public IEnumerable<OpenApiOperation> Of(SubresourceInfo subresource, string suffix = "")
    {
        var end = OpenApiNaming.EndOf(resource, subresource.Name) + suffix;
        if (subresource.Kind.Kind.EndsWith("Options", StringComparison.Ordinal))
        {
            return (subresource.Name == "proxy" ? ProxyMethods : ["get", "post"]).Select(m => Connect(m, end, subresource.Kind));
        }

        if (subresource.Name == "log")
        {
            return [Operation("get", "read", "get", end, resource.Kind, OpenApiParameters.Log) with { Produces = OpenApiMedia.Logs }];
        }

        var schema = subresource.Kind == resource.Kind ? _schema : OpenApiSchemas.NameOf(subresource.Kind);
        var kind = resource.IsCustom ? resource.Kind : subresource.Kind;
        var operations = OfVerbs(subresource.Verbs, end, schema, kind);
        return subresource.Verbs.Contains("create") ? [.. operations, Create(end, schema, kind)] : operations;
    }

    private bool Has(string verb) => resource.Verbs.Contains(verb);

    private IEnumerable<OpenApiOperation> OfVerbs(IReadOnlyList<string> verbs, string end, string schema, GroupVersionKind kind)
    {
        if (verbs.Contains("get"))
        {
            var parameters = resource.IsCustom ? OpenApiParameters.GetCustom : OpenApiParameters.Get;
            yield return Operation("get", "read", "get", end, kind, parameters) with { Answer = schema };
        }

        if (verbs.Contains("update"))
        {
            yield return Operation("put", "replace", "put", end, kind, OpenApiParameters.Write) with
            {
                Body = schema, Answer = schema, Codes = [200, 201],
            };
        }

        if (verbs.Contains("patch"))
        {
            yield return Operation("patch", "patch", "patch", end, kind, OpenApiParameters.Patch) with
            {
                Body = OpenApiSchemas.Meta + "Patch",
                Consumes = resource.IsCustom ? OpenApiMedia.CustomPatches : OpenApiMedia.Patches,
                Answer = schema,
                Codes = resource.IsCustom ? [200] : [200, 201],
            };
        }
    }

    private OpenApiOperation Operation(
        string method, string verb, string action, string end, GroupVersionKind kind, string[] parameters) =>
        new(method, verb + _stem + end, parameters)
        {
            Tag = _tag, Action = action, Kind = kind, Consumes = _bodyMedia, Produces = _media,
        };

    private OpenApiOperation List(string end) => Operation("get", "list", "list", end, resource.Kind, OpenApiParameters.List) with
    {
        Answer = _schema + "List", Produces = _listMedia,
    };

    private OpenApiOperation Watching(string action, string end) =>
        Operation("get", "watch", action, end, resource.Kind, OpenApiParameters.List) with
        {
            Answer = WatchEvent, Produces = OpenApiMedia.TypedLists,
        };

    private OpenApiOperation Create(string end, string schema, GroupVersionKind kind) =>
        Operation("post", "create", "post", end, kind, OpenApiParameters.Write) with
        {
            Body = schema, Answer = schema, Codes = [200, 201, 202],
        };

    private OpenApiOperation Delete(string action, string end) =>
        Operation("delete", "delete", action, end, resource.Kind, OpenApiParameters.Delete) with
        {
            Body = DeleteOptions,
            BodyIsOptional = true,
            Answer = resource.Rules.ReturnsDeletedObject ? _schema : Status,
            Codes = [200, 202],
        };

    private OpenApiOperation Connect(string method, string end, GroupVersionKind kind) =>
        Operation(method, "connect", "connect", OpenApiNaming.Capital(method) + end, kind, OpenApiParameters.OfConnection(kind.Kind)) with
        {
            Produces = OpenApiMedia.Any,
        };
}
