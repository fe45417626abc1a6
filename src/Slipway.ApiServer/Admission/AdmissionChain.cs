using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Slipway.ApiServer.Verbs;

namespace Slipway.ApiServer.Admission;

/// <summary>The admission plugins of an engine, in order.</summary>
internal sealed class AdmissionChain(ImmutableArray<IAdmissionPlugin> plugins)
{
    public async ValueTask MutateAsync(WriteScope scope, JsonObject obj, JsonObject? old, CancellationToken cancellationToken)
    {
        foreach (var plugin in plugins)
        {
            if (RequestFor(plugin, scope, obj, old) is { } request)
            {
                await plugin.MutateAsync(request, cancellationToken);
            }
        }
    }

    public async ValueTask ValidateAsync(WriteScope scope, JsonObject? obj, JsonObject? old, CancellationToken cancellationToken)
    {
        foreach (var plugin in plugins)
        {
            if (RequestFor(plugin, scope, obj, old) is { } request)
            {
                await plugin.ValidateAsync(request, cancellationToken);
            }
        }
    }

    /// <summary>Whether anybody wants to see deletions of the kind, for which the object must be read first.</summary>
    public bool WantsDeletions(WriteScope scope) =>
        plugins.Any(p => p.Handles(scope.Resource.Kind, scope.Subresource, AdmissionOperation.Delete));

    private static AdmissionRequest? RequestFor(IAdmissionPlugin plugin, WriteScope scope, JsonObject? obj, JsonObject? old)
    {
        var operation = obj is null ? AdmissionOperation.Delete : old is null ? AdmissionOperation.Create : AdmissionOperation.Update;
        return !plugin.Handles(scope.Resource.Kind, scope.Subresource, operation) ? null : new AdmissionRequest
        {
            Operation = operation,
            Kind = scope.Resource.Kind,
            Resource = scope.Resource.Reference with { Subresource = scope.Subresource },
            Key = scope.Key,
            Object = obj,
            OldObject = old,
            User = scope.User,
            DryRun = scope.DryRun,
            Warnings = scope.Warnings,
        };
    }
}
