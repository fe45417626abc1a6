using System.Text.Json.Nodes;
using Slipway.ApiServer.Conversion;
using Slipway.ApiServer.Conversion.BuiltIn;
using Slipway.ApiServer.Decoding;
using Slipway.ApiServer.Engine;
using Slipway.ApiServer.Errors;
using Slipway.ApiServer.Registry;
using Slipway.Kubernetes.Apply;
using Slipway.Kubernetes.Errors;

namespace Slipway.ApiServer.Verbs;

/// <summary>Keeps <c>metadata.managedFields</c>, and merges what managers apply.</summary>
internal sealed class ManagedFieldsKeeper(EngineCore core)
{
    /// <summary>Gives the fields that differ between the two objects to the scope's manager.</summary>
    /// <param name="scope">The request.</param>
    /// <param name="live">The object as it is; null for a creation.</param>
    /// <param name="next">The object as it would become; changed in place.</param>
    /// <param name="revision">Revision of the object as it is; zero for a creation.</param>
    public void Update(WriteScope scope, JsonObject? live, JsonObject next, long revision = 0)
    {
        if (scope.Resource.FieldManager is { } manager)
        {
            manager.Update(live, next, WriteOf(scope, live, revision));
        }
    }

    /// <summary>What the object becomes when the scope's manager applies a configuration.</summary>
    /// <param name="scope">The request.</param>
    /// <param name="live">The object as it is; null when it is to be created.</param>
    /// <param name="copy">A copy of it, which becomes the result.</param>
    /// <param name="applied">The configuration.</param>
    /// <param name="force">Whether to take over fields that others own.</param>
    /// <param name="revision">Revision of the object as it is; zero for a creation.</param>
    public JsonObject Apply(WriteScope scope, JsonObject? live, JsonObject? copy, JsonObject applied, bool force, long revision = 0)
    {
        try
        {
            var manager = scope.Resource.FieldManager ?? throw ApiErrors.MethodNotAllowed();
            var result = manager.Apply(live, applied, WriteOf(scope, live, revision), force, copy);
            return result.Object ?? throw ApiErrors.ApplyConflict(result);
        }
        catch (Exception e) when (e is TypedObjectException or UnknownVersionException)
        {
            throw ApiErrors.Unclassified(e.Message);
        }
    }

    /// <summary>
    /// Runs work that keeps managedFields, again whenever it has needed a conversion that a webhook makes. Entries of other versions are
    /// then compared where those versions have their fields.
    /// </summary>
    /// <param name="scope">The request.</param>
    /// <param name="mayGuess">
    /// Whether work goes on without conversions when the webhook fails: an update must not fail for what somebody owned in an old version.
    /// </param>
    /// <param name="state">What the work is about.</param>
    /// <param name="work">The work, which has no effect until it is done.</param>
    /// <param name="cancellationToken">Ends the conversions.</param>
    public ValueTask<T> WithConversionsAsync<TState, T>(
        WriteScope scope, bool mayGuess, TState state, Func<TState, T> work, CancellationToken cancellationToken) =>
        scope.Resource.Custom?.Conversion is null
            ? new ValueTask<T>(work(state))
            : ConvertingAsync(scope, mayGuess, state, work, cancellationToken);

    /// <summary>
    /// Brings the managers into their form after others could change the object; puts back the former ones when they cannot be read.
    /// </summary>
    /// <param name="scope">The request.</param>
    /// <param name="obj">The object as it was admitted.</param>
    /// <param name="managers">Its managedFields before.</param>
    public static void CheckAfterAdmission(WriteScope scope, JsonObject obj, JsonNode? managers)
    {
        if (StoredManagers.Normalize(obj) is { } error)
        {
            obj.Ensure("metadata")["managedFields"] = managers?.DeepClone();
            scope.Warnings.Add(
                ".metadata.managedFields was in an invalid state after admission; this could be caused by an outdated mutating admission controller; "
                + $"please fix your requests: {error}");
        }
    }

    private async ValueTask<T> ConvertingAsync<TState, T>(
        WriteScope scope, bool mayGuess, TState state, Func<TState, T> work, CancellationToken cancellationToken)
    {
        var memo = scope.Conversions = new ConversionMemo();
        while (true)
        {
            try
            {
                return work(state);
            }
            catch (ConversionNeededException needed) when (ResourceOf(scope.Resource, needed.ApiVersion) is not null)
            {
                await ConvertAsync(scope.Resource, memo, needed, mayGuess, cancellationToken);
            }
        }
    }

    private async ValueTask ConvertAsync(
        ResourceInfo resource, ConversionMemo memo, ConversionNeededException needed, bool mayGuess, CancellationToken cancellationToken)
    {
        try
        {
            var other = ResourceOf(resource, needed.ApiVersion)!;
            memo.Add(needed, await core.Translator.ConvertAsync(needed.Object.Copy(), other, cancellationToken));
        }
        catch (KubeApiException) when (mayGuess)
        {
            memo.IsOff = true;
        }
    }

    private FieldWrite WriteOf(WriteScope scope, JsonObject? live, long revision) =>
        new(scope.Manager, scope.ApiVersion, core.Time.GetUtcNow())
        {
            Subresource = scope.Subresource,
            IsUnstructured = scope.Resource.IsCustom,
            Excluded = ResetFields.Of(scope.Resource, scope.Subresource),
            VersionOf = live is null ? null : version => VersionOf(scope.Resource, version),
            Convert = live is null ? null
                : scope.Conversions is { } conversions ? conversions.Find
                : scope.Resource.IsConverted ? BuiltInConversion.InVersion
                : null,
            LeavesUnconverted = scope.Conversions is null && scope.Resource.IsCustom
                && core.Options.Converter?.Converts(scope.Resource.Kind.GroupKind) == true,
            HasNewerSchema = live is not null && scope.Resource.Custom is { } custom && revision < custom.Revision,
        };

    private FieldManager? VersionOf(ResourceInfo resource, string apiVersion) => ResourceOf(resource, apiVersion) is { } other ? other.FieldManager
        : resource.IsCustom ? throw new UnknownVersionException($"request to convert CR to an invalid group/version: {apiVersion}")
        : null;

    private ResourceInfo? ResourceOf(ResourceInfo resource, string apiVersion)
    {
        // A definition knows its versions even while they are not served.
        if (resource.Custom is { } custom && core.Registry.Custom.Definitions.GetValueOrDefault(custom.Definition)?.Versions
            .FirstOrDefault(v => v.Kind.ApiVersion == apiVersion) is { } known)
        {
            return known;
        }

        var slash = apiVersion.IndexOf('/', StringComparison.Ordinal);
        var (group, version) = slash < 0 ? ("", apiVersion) : (apiVersion[..slash], apiVersion[(slash + 1)..]);
        return core.Registry.TryFind(group, version, resource.Plural, out var other)
            && (!resource.IsCustom || other.StoreResource == resource.StoreResource) // the same objects in another group
            ? other : null;
    }
}
