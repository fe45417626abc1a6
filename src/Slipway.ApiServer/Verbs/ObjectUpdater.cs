using System.Text.Json.Nodes;
using Slipway.ApiServer.Decoding;
using Slipway.ApiServer.Engine;
using Slipway.ApiServer.Errors;
using Slipway.ApiServer.Registry;
using Slipway.ApiServer.Requests;
using Slipway.ApiServer.Storage;
using Slipway.Kubernetes.Errors;
using Slipway.Kubernetes.Objects;

namespace Slipway.ApiServer.Verbs;

/// <summary>
/// Changes objects: read, make the next state, check it, commit it against the revision read. A race is run again, unless the client
/// named the version that it saw.
/// </summary>
internal sealed class ObjectUpdater(EngineCore core, ManagedFieldsKeeper managedFields, ObjectCreator creator)
{
    private readonly PatchApplier _patches = new(managedFields, core.Registry);
    private readonly ScaleUpdater _scales = new(core);

    public async ValueTask<ObjectResult> UpdateAsync(UpdateRequest request, CancellationToken cancellationToken)
    {
        var resource = RequestChecks.Resolve(core.Registry, request, "update", named: true);
        var scope = RequestChecks.Scope(resource, request, request.Name, "UpdateOptions");
        if (scope.Subresource == "scale")
        {
            var scale = ScaleUpdater.Read(request, resource.IsCustom, core.Registry);
            return await ModifyAsync(scope, input => _scales.Replace(scope, input, scale), managed: true, cancellationToken);
        }

        var body = ObjectDecoder.Decode(scope, request.Body, core.Registry);
        ServerMetadata.CheckName(body.Ensure("metadata"), scope);
        if (resource.Rules.CreatesOnUpdate && scope.Subresource.Length == 0
            && core.Store.GetLatest(EngineCore.KeyOf(resource, scope.Key.Namespace, scope.Key.Name)) is null)
        {
            body.Map("metadata")!.Remove("resourceVersion");
            ServerMetadata.PrepareCreate(body, scope);
            return await creator.CreateAsync(scope, body, applies: false, cancellationToken)
                ?? throw ApiErrors.Modified(resource, scope.Key.Name);
        }

        return await ModifyAsync(scope, _ => Replacement(body, resource), managed: false, cancellationToken);
    }

    public async ValueTask<ObjectResult> PatchAsync(PatchRequest request, CancellationToken cancellationToken)
    {
        var resource = RequestChecks.Resolve(core.Registry, request, "patch", named: true);
        PatchApplier.CheckType(request, resource);
        var scope = RequestChecks.Scope(resource, request, request.Name, "PatchOptions");
        var patch = PatchReader.Read(request, scope);
        if (scope.Subresource == "scale")
        {
            return await ModifyAsync(scope, input => _scales.Patch(scope, input, patch), managed: true, cancellationToken);
        }

        if (patch.IsApply && scope.Subresource.Length == 0)
        {
            return await ApplyAsync(scope, patch, cancellationToken);
        }

        return await ModifyAsync(scope, input => _patches.Apply(patch, input, scope), managed: patch.IsApply, cancellationToken);
    }

    /// <summary>Changes an object of the server's own accord, with all checks but without admission by name.</summary>
    /// <param name="scope">The request.</param>
    /// <param name="change">Makes the next state from the present one.</param>
    /// <param name="managed">Whether the change keeps managedFields itself.</param>
    /// <param name="cancellationToken">Ends the waiting before the commit.</param>
    public async ValueTask<ObjectResult> ModifyAsync(
        WriteScope scope, Func<ChangeInput, JsonObject> change, bool managed, CancellationToken cancellationToken)
    {
        var resource = scope.Resource;
        var warnings = scope.Warnings.Count;
        var key = EngineCore.KeyOf(resource, scope.Key.Namespace, scope.Key.Name);
        try
        {
            while (true)
            {
                cancellationToken.ThrowIfCancellationRequested();
                var stored = core.Store.GetLatest(key) ?? throw ApiErrors.NotFound(resource, scope.Key.Name);
                var view = await core.Translator.ViewAsync(stored, resource, cancellationToken);
                var old = core.Translator.Read(view);
                var input = new ChangeInput(old, () => core.Translator.Read(view), stored.Revision);
                var next = await managedFields.WithConversionsAsync(
                    scope, mayGuess: false, (change, input), static s => s.change(s.input), cancellationToken);
                if (await CommitAsync(scope, stored, old, next, managed, cancellationToken) is { } result)
                {
                    return result;
                }

                scope.Warnings.RemoveRange(warnings, scope.Warnings.Count - warnings);
            }
        }
        catch (KubeApiException e) when (scope.Warnings.Count > 0)
        {
            throw scope.Warned(e);
        }
    }

    private static JsonObject Replacement(JsonObject body, ResourceInfo resource)
    {
        if (resource.IsCustom)
        {
            ObjectDecoder.CheckCustomKind(body, resource);
        }

        return body.Copy();
    }

    // A deleted object goes as soon as the last of what holds it is gone.
    private static bool IsDeletionDone(JsonObject obj, WriteScope scope) =>
        obj.Map("metadata")!.ContainsKey("deletionTimestamp") && !scope.Resource.Rules.IsHeld(obj);

    // A write that changes nothing still brings the object to the version that is stored now.
    private bool IsOfOldVersion(StoredObject stored, ResourceInfo resource) =>
        resource.IsCustom && ObjectViews.Of(stored).Stored.Kind.Version != core.StorageOf(resource).Kind.Version;

    private async ValueTask<ObjectResult> ApplyAsync(WriteScope scope, ParsedPatch patch, CancellationToken cancellationToken)
    {
        var key = EngineCore.KeyOf(scope.Resource, scope.Key.Namespace, scope.Key.Name);
        while (core.Store.GetLatest(key) is null)
        {
            var created = _patches.ApplyNew(patch, scope);
            ServerMetadata.PrepareCreate(created, scope);
            if (await creator.CreateAsync(scope, created, applies: true, cancellationToken) is { } result)
            {
                return result;
            }
        }

        return await ModifyAsync(scope, input => _patches.Apply(patch, input, scope), managed: true, cancellationToken);
    }

    private async ValueTask<ObjectResult?> CommitAsync(
        WriteScope scope, StoredObject stored, JsonObject old, JsonObject next, bool managed, CancellationToken cancellationToken)
    {
        var resource = scope.Resource;
        ServerMetadata.CheckUpdate(next, old, scope);
        if (!managed)
        {
            await managedFields.WithConversionsAsync(
                scope,
                mayGuess: true,
                (managedFields, scope, old, next, stored.Revision),
                static s =>
                {
                    s.managedFields.Update(s.scope, s.old, s.next, s.Revision);
                    return s.next;
                },
                cancellationToken);
        }

        await core.Admission.MutateAsync(scope, next, old, cancellationToken);

        // Only now: whoever sent a field owns it, and admission sees it, also when the kind then keeps what it was.
        ServerMetadata.CompleteUpdate(next, old, scope);
        SubresourceRules.Restrict(next, old, scope);
        scope.DropEmpty(next);
        ServerMetadata.CheckVersion(next, old, scope);
        await core.Access.CheckAsync(scope, next, old, cancellationToken);
        if (ObjectDifference.IsOfDesiredState(next, old, scope))
        {
            next.Map("metadata")!["generation"] = (old.Map("metadata")!.Integer("generation") ?? 0) + 1;
        }

        ObjectValidator.ValidateUpdate(next, old, scope);
        core.CustomResources.CheckUpdate(scope, next, old);
        using var lease = resource.GroupResource == "services" && scope.Subresource.Length == 0 ? creator.Addresses.Complete(scope, next) : null;

        await core.Admission.ValidateAsync(scope, next, old, cancellationToken);
        if (ObjectDifference.IsNone(next, old) && !stored.IsStale && !IsOfOldVersion(stored, resource))
        {
            await core.Store.WhenCommittedAsync(stored);
            return await ResultAsync(scope, stored, cancellationToken);
        }

        if (scope.DryRun)
        {
            return Result(scope, await core.Translator.PreviewAsync(next, resource, core.StorageOf(resource), cancellationToken));
        }

        var converted = await core.Translator.ToStorageAsync(next, resource, core.StorageOf(resource), cancellationToken);
        var json = RevisionTemplate.Parse(Trees.ToStoredJson(converted));
        var isDeletion = IsDeletionDone(converted, scope);

        // Watchers see the object go as it was stored last; who lets it go by an update is answered with what he sent.
        var write = isDeletion ? StoreWrite.Delete(stored) : StoreWrite.Update(stored.Key, stored.Revision, json);
        var outcome = await core.CommitAsync(write, cancellationToken);
        return outcome.Status switch
        {
            CommitStatus.Committed => await ResultAsync(
                scope, isDeletion ? outcome.Object!.With(json) : outcome.Object!, cancellationToken),
            CommitStatus.NotFound => throw ApiErrors.NotFound(resource, scope.Key.Name),

            // The change is made again on the newer state; a client that named its version is refused there.
            _ => null,
        };
    }

    private async ValueTask<ObjectResult> ResultAsync(WriteScope scope, StoredObject stored, CancellationToken cancellationToken) =>
        Result(scope, await core.Translator.ViewAsync(stored, scope.Resource, cancellationToken));

    private static ObjectResult Result(WriteScope scope, KubeObject obj) =>
        new(scope.Subresource == "scale" ? ScaleView.Of(obj, scope.Resource) : obj) { Warnings = [.. scope.Warnings] };
}
