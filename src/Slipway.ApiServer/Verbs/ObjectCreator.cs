using System.Text.Json.Nodes;
using Slipway.ApiServer.Decoding;
using Slipway.ApiServer.Engine;
using Slipway.ApiServer.Errors;
using Slipway.ApiServer.Requests;
using Slipway.ApiServer.Storage;
using Slipway.Kubernetes.Objects;

namespace Slipway.ApiServer.Verbs;

/// <summary>Creates objects.</summary>
internal sealed class ObjectCreator(EngineCore core, ManagedFieldsKeeper managedFields)
{
    // Like kube-apiserver: a generated name that is taken is drawn anew.
    private const int NameAttempts = 8;

    private readonly ObjectValidator _validator = new(core);

    public async ValueTask<ObjectResult> CreateAsync(CreateRequest request, CancellationToken cancellationToken)
    {
        var resource = RequestChecks.Resolve(core.Registry, request, "create", named: false);
        var scope = RequestChecks.Scope(resource, request, request.Name, "CreateOptions");
        scope.Warnings.AddRange(core.WarningsOf(resource));
        var obj = ObjectDecoder.Decode(scope, request.Body, core.Registry);
        var generates = obj.Map("metadata") is { } metadata && metadata.Text("name").Length == 0 && metadata.Text("generateName").Length > 0;
        for (var attempt = 1; ; attempt++)
        {
            var candidate = generates ? obj.Copy() : obj;
            ServerMetadata.PrepareCreate(candidate, scope, core);
            var name = candidate.Map("metadata")!.Text("name");
            var outcome = await CreateAsync(scope, candidate, applies: false, cancellationToken);
            if (outcome.Result is { } result)
            {
                return result;
            }

            if (!generates)
            {
                throw ApiErrors.AlreadyExists(resource, name);
            }

            if (attempt == NameAttempts)
            {
                throw ApiErrors.GenerateNameConflict(resource, name);
            }
        }
    }

    /// <summary>Creates an object whose metadata is prepared.</summary>
    /// <param name="scope">The request.</param>
    /// <param name="obj">The object, which becomes the creator's.</param>
    /// <param name="applies">Whether managedFields are set already, by an apply.</param>
    /// <param name="cancellationToken">Ends the waiting before the commit.</param>
    /// <returns>The result; no result when the name is taken.</returns>
    public async ValueTask<(ObjectResult? Result, bool Taken)> CreateAsync(
        WriteScope scope, JsonObject obj, bool applies, CancellationToken cancellationToken)
    {
        var resource = scope.Resource;
        var metadata = obj.Map("metadata")!;
        var key = new ObjectKey(scope.Resource.Namespaced ? scope.Key.Namespace : "", metadata.Text("name"));
        NamespaceLifecycle.CheckCreate(core, scope, key.Name);
        if (resource.HasStatus)
        {
            obj.Remove("status");
        }

        if (!applies)
        {
            managedFields.Update(scope, live: null, obj);
        }

        var admitted = scope.WithKey(key);
        await core.Admission.MutateAsync(admitted, obj, old: null, cancellationToken);
        ServerMetadata.Identify(obj, resource, core);
        resource.Rules.PrepareCreate(obj);
        _validator.Validate(obj, resource);
        core.CustomResources.CheckCreate(scope, obj);
        await core.Admission.ValidateAsync(admitted, obj, old: null, cancellationToken);
        return await StoreAsync(admitted, obj, cancellationToken);
    }

    private async ValueTask<(ObjectResult? Result, bool Taken)> StoreAsync(WriteScope scope, JsonObject obj, CancellationToken cancellationToken)
    {
        var resource = scope.Resource;
        var storeKey = EngineCore.KeyOf(resource, scope.Key.Namespace, scope.Key.Name);
        if (scope.DryRun)
        {
            return core.Store.Get(storeKey) is null
                ? (new ObjectResult(new KubeObject(Trees.ToStoredJson(obj)), 201) { Warnings = [.. scope.Warnings] }, false)
                : (null, true);
        }

        var stored = await core.Translator.ToStorageAsync(obj, resource, core.StorageOf(resource), cancellationToken);
        var write = StoreWrite.Create(storeKey, RevisionTemplate.Parse(Trees.ToStoredJson(stored)));
        var outcome = await core.CommitAsync(write, cancellationToken);
        if (outcome.Status != CommitStatus.Committed)
        {
            return (null, true);
        }

        var view = await core.Translator.ViewAsync(outcome.Object!, resource, cancellationToken);
        return (new ObjectResult(view, 201) { Warnings = [.. scope.Warnings] }, false);
    }
}
