using System.Text.Json.Nodes;
using Slipway.ControllerRuntime.Errors;
using Slipway.Kubernetes.Errors;
using Slipway.Kubernetes.Objects;

namespace Slipway.ControllerRuntime.Reconciling;

/// <summary>Applies effects on other objects than the reconciled one.</summary>
internal static class EffectApplier
{
    /// <summary>Applies one effect.</summary>
    /// <param name="effect">The effect.</param>
    /// <param name="writes">The pass's writes.</param>
    /// <param name="follow">Told of every object written to the management server, in case it is the reconciled one.</param>
    /// <param name="cancellationToken">Ends the request.</param>
    /// <returns>False when the object is newer than the effect was decided on.</returns>
    public static async Task<bool> ApplyAsync(
        Effect effect, PassWrites writes, Action<ResourceType, KubeObject> follow, CancellationToken cancellationToken)
    {
        switch (effect)
        {
            case Effect.Create create:
                await CreateAsync(create, writes, cancellationToken);
                return true;
            case Effect.Apply apply:
                Follow(apply.Type, await writes.ApplyAsync(apply.Target, apply.Type, apply.Body, apply.FieldManager, cancellationToken));
                return true;
            case Effect.Patch patch:
                return await PatchAsync(patch);
            case Effect.Delete delete:
                await writes.DeleteAsync(delete.Target, delete.Type, delete.Key, delete.Uid, cancellationToken);
                return true;
            case Effect.Call call:
                await call.Invoke(cancellationToken);
                return true;
            default:
                throw new FailureException(ErrorCodes.Internal, $"the effect {effect.GetType()} cannot be applied to this kind");
        }

        async Task<bool> PatchAsync(Effect.Patch patch)
        {
            try
            {
                Follow(patch.Type, await writes.PatchAsync(
                    patch.Target, patch.Type, patch.Key, patch.Body, patch.Subresource, patch.FieldManager, cancellationToken));
                return true;
            }
            catch (KubeApiException e) when ((e.IsConflict || e.IsNotFound) && VersionOf(patch.Body) is { } version)
            {
                // An object that has gone since has changed since. What another API server has is not in this cache: there is nothing to wait for.
                if (patch.Target is null)
                {
                    writes.Conflicted(patch.Type, patch.Key, version);
                }

                return false;
            }
        }

        void Follow(ResourceType type, KubeObject written)
        {
            if (effect.Target is null)
            {
                follow(type, written);
            }
        }
    }

    private static async Task CreateAsync(Effect.Create create, PassWrites writes, CancellationToken cancellationToken)
    {
        try
        {
            await writes.CreateAsync(create.Target, create.Type, create.Body, create.FieldManager, cancellationToken);
        }
        catch (KubeApiException e) when (e.IsAlreadyExists)
        {
            var existing = await writes.ReadAsync(
                create.Target, create.Type, PassWrites.KeyOf(create.Type, create.Body), cancellationToken);
            writes.Saw(create.Target, create.Type, existing);
            var owner = existing.Metadata.ControllerOwner;
            if (!create.MayExist && (owner is null || owner.Uid != ControllerUid(create.Body)))
            {
                var whose = owner is null ? "has no controller owner" : $"is controlled by {owner.Kind} {owner.Name}";
                throw new FailureException(ErrorCodes.ApiRefused, $"{create.Type.Kind.Kind} {existing.Key} exists already and {whose}", e);
            }
        }
    }

    private static string? ControllerUid(JsonObject body) =>
        (string?)(body["metadata"]?["ownerReferences"] as JsonArray)?.FirstOrDefault(static o => (bool?)o?["controller"] == true)?["uid"];

    private static string? VersionOf(JsonObject body) => (string?)body["metadata"]?["resourceVersion"];
}
