using System.Text.Json.Nodes;
using Slipway.Api;
using Slipway.Api.Admission;
using Slipway.Api.Conversion;
using Slipway.ApiServer.Engine;
using Slipway.ApiServer.Requests;
using Slipway.ApiServer.Verbs;
using Slipway.Cli.Webhooks;
using Slipway.Core.Contracts;
using Slipway.Kubernetes.Client;
using Slipway.Kubernetes.Errors;
using Slipway.Kubernetes.Objects;

namespace Slipway.Cli.Plane;

/// <summary>Cluster API's conversions, in the server's process: what upstream's conversion webhooks are on a real Kubernetes.</summary>
internal sealed class InProcessConversion : IVersionConverter, IObjectFinder
{
    private readonly ObjectConverter _converter = new();
    private IKubeClient? _definitions;

    /// <summary>A server with Cluster API's rules, under the given feature gates, and conversions.</summary>
    public ApiServerOptions AddTo(ApiServerOptions options, AdmissionGates? gates = null) =>
        options with { Admission = [new RulesAdmission(new AdmissionRules(gates), this, this)], Converter = this };

    /// <summary>From where the definitions of referenced kinds are read; until it is said, they are guessed.</summary>
    public void ReadDefinitionsFrom(IKubeClient client) => _definitions = client;

    public bool Converts(GroupKind kind) => ObjectConverter.HubOf(kind) is not null;

    public ResourceReference? StoredAs(GroupKind kind) =>
        ApiTypes.Moved.FirstOrDefault(m => m.Resource.Kind.GroupKind == kind)?.Now is { Kind: var now, Plural: var plural }
            ? new ResourceReference(now.Group, now.Version, plural)
            : null;

    public async ValueTask<JsonObject> ConvertAsync(JsonObject obj, string apiVersion, CancellationToken cancellationToken) =>
        (await ConvertAsync([obj], apiVersion, cancellationToken))[0];

    /// <summary>Objects in another version, in their order.</summary>
    /// <param name="objects">The objects, which become the converter's.</param>
    /// <param name="apiVersion">The version wanted, such as <c>cluster.x-k8s.io/v1beta1</c>.</param>
    /// <param name="cancellationToken">Ends the reading of definitions.</param>
    /// <exception cref="KubeApiException">400: a field's value means nothing.</exception>
    /// <exception cref="NotSupportedException">A kind or the version is none of Cluster API's.</exception>
    public async ValueTask<JsonObject[]> ConvertAsync(
        IReadOnlyList<JsonObject> objects, string apiVersion, CancellationToken cancellationToken)
    {
        var versions = new Dictionary<GroupKind, string?>();
        foreach (var kind in objects.SelectMany(References.Of).Distinct())
        {
            versions[kind] = await VersionOfAsync(kind, cancellationToken);
        }

        try
        {
            return [.. objects.Select(o => _converter.Convert(o, apiVersion, versions.GetValueOrDefault))];
        }
        catch (ConversionException e)
        {
            var why = $"the object cannot be converted to {apiVersion}: {e.Message}";
            throw new KubeApiException(new KubeStatus(400, StatusReason.BadRequest, why));
        }
    }

    public async ValueTask<JsonObject?> FindAsync(ObjectReference reference, CancellationToken cancellationToken) =>
        _definitions is null ? null : await new ClientObjectFinder(_definitions).FindAsync(reference, cancellationToken);

    private async ValueTask<string?> VersionOfAsync(GroupKind kind, CancellationToken cancellationToken)
    {
        if (_definitions is null)
        {
            return null;
        }

        try
        {
            var name = ObjectKey.ClusterScoped(ContractTypes.DefinitionName(kind));
            var definition = await _definitions.GetAsync(BuiltInTypes.CustomResourceDefinition, name, cancellationToken);
            return ContractTypes.VersionIn(definition);
        }
        catch (KubeApiException e) when (e.IsNotFound)
        {
            return null;
        }
    }
}
