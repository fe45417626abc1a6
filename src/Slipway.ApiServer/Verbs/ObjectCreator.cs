using System.Text.Json.Nodes;
using Slipway.ApiServer.Decoding;
using Slipway.ApiServer.Engine;
using Slipway.ApiServer.Errors;
using Slipway.ApiServer.Requests;
using Slipway.ApiServer.Storage;
using Slipway.Kubernetes.Errors;
using Slipway.Kubernetes.Objects;

namespace Slipway.ApiServer.Verbs;

/// <summary>Creates objects.</summary>
internal sealed class ObjectCreator(EngineCore core, ManagedFieldsKeeper managedFields)
{
    // Like kube-apiserver: a generated name that is taken is drawn anew.
    private const int NameAttempts = 8;

    /// <summary>Gives Services their addresses; one for all who write them.</summary>
    internal ServiceAddresses Addresses { get; } = new(core);

    public async ValueTask<ObjectResult> CreateAsync(CreateRequest request, CancellationToken cancellationToken)
    {
        var resource = RequestChecks.Resolve(core.Registry, request, "create", named: false);
        var scope = RequestChecks.Scope(resource, request, request.Name, "CreateOptions");
        var obj = ObjectDecoder.Decode(scope, request.Body, core.Registry);
        if (resource.IsCustom)
        {
            ObjectDecoder.CheckCustomKind(obj, resource);
        }

        ServerMetadata.PrepareCreate(obj, scope);
        return await CreateAsync(scope, obj, applies: false, cancellationToken) ?? throw Exists(scope, obj.Map("metadata")!.Text("name"));
    }

    /// <summary>Creates an object whose metadata is prepared.</summary>
    /// <param name="scope">The request.</param>
    /// <param name="obj">The object, which becomes the creator's.</param>
    /// <param name="applies">Whether managedFields are set already, by an apply.</param>
    /// <param name="cancellationToken">Ends the waiting before the commit.</param>
    /// <returns>The result; null when the name is taken.</returns>
    public async ValueTask<ObjectResult?> CreateAsync(WriteScope scope, JsonObject obj, bool applies, CancellationToken cancellationToken)
    {
        try
        {
            await AdmitAsync(scope, obj, applies, cancellationToken);
            return obj.Map("metadata")!.Text("name").Length > 0 || obj.Map("metadata")!.Text("generateName").Length == 0
                ? await FinishAsync(scope, obj, cancellationToken)
                : await FinishGeneratedAsync(scope, obj, cancellationToken);
        }
        catch (KubeApiException e) when (scope.Warnings.Count > 0)
        {
            throw scope.Warned(e);
        }
    }

    /// <summary>Says that a name is taken, and whether it soon will not be.</summary>
    public KubeApiException Exists(WriteScope scope, string name) => ApiErrors.AlreadyExists(
        scope.Resource,
        name,
        core.Store.Get(EngineCore.KeyOf(scope.Resource, scope.Key.Namespace, name)) is { } stored && ObjectViews.Of(stored).Stored.IsDeleting);

    private async ValueTask<ObjectResult> FinishGeneratedAsync(WriteScope scope, JsonObject obj, CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            var candidate = obj.Copy();
            var name = ServerMetadata.GenerateName(candidate.Map("metadata")!, core);
            if (await FinishAsync(scope, candidate, cancellationToken) is { } result)
            {
                return result;
            }

            if (attempt == NameAttempts)
            {
                throw ApiErrors.GenerateNameConflict(scope.Resource, name);
            }
        }
    }

    // What comes before a generated name is known.
    private async ValueTask AdmitAsync(WriteScope scope, JsonObject obj, bool applies, CancellationToken cancellationToken)
    {
        var metadata = obj.Map("metadata")!;
        NamespaceLifecycle.CheckCreate(core, scope, metadata.Text("name") is { Length: > 0 } name ? name : metadata.Text("generateName"));
        if (!applies)
        {
            managedFields.Update(scope, live: null, obj);
        }

        if (await core.Admission.MutateAsync(scope, obj, old: null, cancellationToken))
        {
            ServerMetadata.PrepareCreate(obj, scope, isAdmitted: true);
        }

        DropStatus(scope, obj);
        scope.DropEmpty(obj);
        await core.Access.CheckAsync(scope, obj, old: null, cancellationToken);
    }

    private static void DropStatus(WriteScope scope, JsonObject obj)
    {
        if (scope.Resource.HasStatus && !(scope.Resource.Rules.KeepsStatusOnCreate && obj.Map("status") is not null))
        {
            obj.Remove("status");
            if (scope.Resource.EmptyStatus is { } empty)
            {
                obj["status"] = empty;
            }
        }
    }

    // Null when the name is taken.
    private async ValueTask<ObjectResult?> FinishAsync(WriteScope scope, JsonObject obj, CancellationToken cancellationToken)
    {
        var resource = scope.Resource;
        var key = new ObjectKey(resource.Namespaced ? scope.Key.Namespace : "", obj.Map("metadata")!.Text("name"));
        var admitted = scope.WithKey(key);
        ServerMetadata.Identify(obj, resource, core);
        resource.Rules.PrepareCreate(obj);
        resource.Rules.ReplaceDeprecated(obj, scope.Warnings);
        ObjectValidator.Validate(obj, resource, scope.Warnings);
        core.CustomResources.CheckCreate(scope, obj);
        using var lease = resource.GroupResource == "services" ? Addresses.Complete(admitted, obj) : null;

        await core.Admission.ValidateAsync(admitted, obj, old: null, cancellationToken);
        return await StoreAsync(admitted, obj, cancellationToken);
    }

    private async ValueTask<ObjectResult?> StoreAsync(WriteScope scope, JsonObject obj, CancellationToken cancellationToken)
    {
        var resource = scope.Resource;
        var storage = core.StorageOf(resource);
        var storeKey = EngineCore.KeyOf(resource, scope.Key.Namespace, scope.Key.Name);
        if (scope.DryRun)
        {
            return core.Store.Get(storeKey) is null
                ? new ObjectResult(await core.Translator.PreviewAsync(obj, resource, storage, cancellationToken), 201) { Warnings = [.. scope.Warnings] }
                : null;
        }

        ServerMetadata.DropVersion(obj.Map("metadata")!);
        var stored = await core.Translator.ToStorageAsync(obj, resource, storage, cancellationToken);
        var write = StoreWrite.Create(storeKey, RevisionTemplate.Parse(Trees.ToStoredJson(stored)));
        var outcome = await core.CommitAsync(write, cancellationToken);
        if (outcome.Status != CommitStatus.Committed)
        {
            return null;
        }

        var view = await core.Translator.ViewAsync(outcome.Object!, resource, cancellationToken);
        return new ObjectResult(view, 201) { Warnings = [.. scope.Warnings] };
    }
}
