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

/// <summary>Deletes objects, or marks them as deleted when finalizers hold them.</summary>
internal sealed class ObjectDeleter(EngineCore core, ObjectReader reader)
{
    private const string Orphan = "orphan";
    private const string Foreground = "foregroundDeletion";

    public ValueTask<ObjectResult> DeleteAsync(DeleteRequest request, CancellationToken cancellationToken) =>
        DeleteAsync(request, request, cancellationToken);

    /// <summary>Deletes an object as part of another request.</summary>
    /// <param name="request">The deletion.</param>
    /// <param name="origin">The request that admission is shown; null when admission has had its say already.</param>
    /// <param name="cancellationToken">Ends the waiting before the commit.</param>
    public async ValueTask<ObjectResult> DeleteAsync(DeleteRequest request, ApiRequest? origin, CancellationToken cancellationToken)
    {
        var resource = RequestChecks.Resolve(core.Registry, request, "delete", named: true);
        var dryRun = RequestChecks.CheckDeletion(request);
        NamespaceLifecycle.CheckDelete(resource, request.Name);
        var scope = ScopeOf(request, origin, resource, dryRun);
        WarnOfUnstatedPropagation(scope, request);
        while (true)
        {
            var stored = core.Store.GetLatest(EngineCore.KeyOf(resource, request.Namespace, request.Name))
                ?? throw ApiErrors.NotFound(resource, request.Name);
            CheckPreconditions(request, resource, stored);
            if (await TryDeleteAsync(scope, request, stored, cancellationToken) is { } result)
            {
                return result;
            }
        }
    }

    public async ValueTask<ListResult> DeleteCollectionAsync(DeleteCollectionRequest request, CancellationToken cancellationToken)
    {
        var resource = RequestChecks.Resolve(core.Registry, request, "deletecollection", named: false);
        RequestChecks.CheckDeletion(request);
        var selection = request.Selection ?? new ListRequest { Resource = request.Resource };
        var list = await reader.ListAsync(selection with { Namespace = request.Namespace, User = request.User }, cancellationToken);
        foreach (var obj in list.Items)
        {
            try
            {
                await DeleteAsync(RequestFor(request, resource, obj), request, cancellationToken);
            }
            catch (KubeApiException e) when (e.IsNotFound || (e.IsConflict && !HasPreconditions(request)))
            {
                // Somebody else was quicker, or it is another object of that name by now.
                continue;
            }
        }

        return list;
    }

    private static bool HasPreconditions(DeletionRequest request) =>
        request.PreconditionUid.Length > 0 || request.PreconditionResourceVersion.Length > 0;

    private static DeleteRequest RequestFor(DeleteCollectionRequest request, ResourceInfo resource, KubeObject obj) => new()
    {
        Resource = resource.Reference,
        Namespace = obj.Metadata.Namespace,
        Name = obj.Metadata.Name,
        User = request.User,
        DryRun = request.DryRun,
        PropagationPolicy = request.PropagationPolicy,
        OrphanDependents = request.OrphanDependents,
        GracePeriodSeconds = request.GracePeriodSeconds,
        PreconditionUid = HasPreconditions(request) ? request.PreconditionUid : obj.Metadata.Uid,
        PreconditionResourceVersion = request.PreconditionResourceVersion,
    };

    private static WriteScope ScopeOf(DeleteRequest request, ApiRequest? origin, ResourceInfo resource, bool dryRun) => new()
    {
        Resource = resource,
        Subresource = "",
        Key = new ObjectKey(request.Namespace, request.Name),
        Request = origin,
        User = request.User,
        DryRun = dryRun,
        FieldValidation = FieldValidationMode.Ignore,
        Manager = "",
        OptionsKind = "DeleteOptions",
    };

    /// <summary>Refuses to delete another object, or another state of it, than the client means.</summary>
    public static void CheckPreconditions(DeleteRequest request, ResourceInfo resource, StoredObject stored)
    {
        var metadata = ObjectViews.Of(stored).Stored.Metadata;
        if (resource.GroupResource == "namespaces")
        {
            // A namespace is asked before its storage is.
            CheckNamespace(request, resource, metadata);
        }

        if (request.PreconditionUid.Length > 0 && request.PreconditionUid != metadata.Uid)
        {
            throw ApiErrors.DeletionConflict(
                resource,
                request.Name,
                $"the UID in the precondition ({request.PreconditionUid}) does not match the UID in record ({metadata.Uid}). "
                + "The object might have been deleted and then recreated");
        }

        if (request.PreconditionResourceVersion.Length > 0 && request.PreconditionResourceVersion != metadata.ResourceVersion)
        {
            throw ApiErrors.DeletionConflict(
                resource,
                request.Name,
                $"the ResourceVersion in the precondition ({request.PreconditionResourceVersion}) does not match the ResourceVersion in record "
                + $"({metadata.ResourceVersion}). The object might have been modified");
        }
    }

    private static void CheckNamespace(DeleteRequest request, ResourceInfo resource, ObjectMetadata metadata)
    {
        foreach (var (name, wanted, actual) in (ReadOnlySpan<(string, string, string)>)
            [("UID", request.PreconditionUid, metadata.Uid), ("ResourceVersion", request.PreconditionResourceVersion, metadata.ResourceVersion)])
        {
            if (wanted.Length > 0 && wanted != actual)
            {
                throw ApiErrors.Conflict(
                    resource, request.Name, $"Precondition failed: {name} in precondition: {wanted}, {name} in object meta: {actual}");
            }
        }
    }

    private static void WarnOfUnstatedPropagation(WriteScope scope, DeletionRequest request)
    {
        if (scope.Resource.Rules.UnstatedPropagationWarning is { Length: > 0 } warning
            && request is { PropagationPolicy: "", OrphanDependents: null })
        {
            scope.Warnings.Add(warning);
        }
    }

    // Which of the collector's finalizers the object shall have; null to leave them as they are.
    private static string? CollectorFinalizer(DeletionRequest request, ResourceInfo resource, JsonObject metadata) =>
        request.PropagationPolicy switch
        {
            "Orphan" => Orphan,
            "Foreground" => Foreground,
            "Background" => "",
            _ when request.OrphanDependents is { } orphans => orphans ? Orphan : "",
            _ => resource.Rules.OrphansByDefault && !metadata.Texts("finalizers").Contains(Foreground) ? Orphan : null,
        };

    private static bool SetFinalizers(JsonObject metadata, string? wanted)
    {
        if (wanted is null)
        {
            return false;
        }

        var before = metadata.Texts("finalizers").ToList();
        var after = before.Where(f => f is not (Orphan or Foreground) || f == wanted).ToList();
        if (wanted.Length > 0 && !after.Contains(wanted))
        {
            after.Add(wanted);
        }

        if (before.SequenceEqual(after, StringComparer.Ordinal))
        {
            return false;
        }

        metadata.Remove("finalizers");
        if (after.Count > 0)
        {
            metadata["finalizers"] = new JsonArray([.. after.Select(f => (JsonNode)f)]);
        }

        return true;
    }

    // Null when the object changed meanwhile.
    private async ValueTask<ObjectResult?> TryDeleteAsync(
        WriteScope scope, DeletionRequest request, StoredObject stored, CancellationToken cancellationToken)
    {
        if (scope.Request is not null && core.Admission.WantsDeletions(scope))
        {
            var old = await core.Translator.ReadAsync(stored, scope.Resource, cancellationToken);
            await core.Admission.MutateAsync(scope, obj: null, old, cancellationToken);
            await core.Admission.ValidateAsync(scope, obj: null, old, cancellationToken);
        }

        var current = ObjectViews.Of(stored).Stored;
        var obj = current.ToJsonObject();
        var metadata = obj.Map("metadata")!;
        var isGraceful = scope.Resource.GroupResource == "pods";
        if (isGraceful && !GracefulDeletion.Begin(obj, request.GracePeriodSeconds, core.Options.PodsEndAtOnce, core.Time.GetUtcNow()))
        {
            return await UnchangedAsync(scope, stored, cancellationToken);
        }

        var changed = SetFinalizers(metadata, CollectorFinalizer(request, scope.Resource, metadata));
        if (!current.IsDeleting && !isGraceful)
        {
            Mark(obj, metadata, scope.Resource);
        }

        var isHeld = scope.Resource.Rules.IsHeld(obj);
        if (!isHeld && !isGraceful)
        {
            return await FinishAsync(scope, stored, cancellationToken);
        }

        if (current.IsDeleting && !changed && !isGraceful)
        {
            return await UnchangedAsync(scope, stored, cancellationToken);
        }

        if (scope.DryRun)
        {
            return new ObjectResult(new KubeObject(Trees.ToStoredJson(obj)));
        }

        var write = StoreWrite.Update(stored.Key, stored.Revision, RevisionTemplate.Parse(Trees.ToStoredJson(obj)));
        var outcome = await core.CommitAsync(write, cancellationToken);
        return outcome.Status != CommitStatus.Committed ? null
            : isHeld ? await ResultAsync(scope, outcome.Object!, cancellationToken)
            : await FinishAsync(scope, outcome.Object!, cancellationToken);
    }

    private async ValueTask<ObjectResult> UnchangedAsync(WriteScope scope, StoredObject stored, CancellationToken cancellationToken)
    {
        await core.Store.WhenCommittedAsync(stored);
        return await ResultAsync(scope, stored, cancellationToken);
    }

    private void Mark(JsonObject obj, JsonObject metadata, ResourceInfo resource)
    {
        metadata["deletionTimestamp"] = core.Now();
        resource.Rules.PrepareDelete(obj);
        if (metadata.Integer("generation") is > 0 and var generation)
        {
            metadata["generation"] = generation + 1;
        }
    }

    private async ValueTask<ObjectResult?> FinishAsync(WriteScope scope, StoredObject stored, CancellationToken cancellationToken)
    {
        if (!scope.DryRun)
        {
            var outcome = await core.CommitAsync(StoreWrite.Delete(stored), cancellationToken);
            if (outcome.Status != CommitStatus.Committed)
            {
                return outcome.Status == CommitStatus.NotFound ? throw ApiErrors.NotFound(scope.Resource, scope.Key.Name) : null;
            }
        }

        return scope.Resource.Rules.ReturnsDeletedObject
            ? await ResultAsync(scope, stored, cancellationToken)
            : new ObjectResult(SuccessStatus(scope.Resource, ObjectViews.Of(stored).Stored.Metadata)) { Warnings = [.. scope.Warnings] };
    }

    private async ValueTask<ObjectResult> ResultAsync(WriteScope scope, StoredObject stored, CancellationToken cancellationToken) =>
        new(await core.Translator.ViewAsync(stored, scope.Resource, cancellationToken)) { Warnings = [.. scope.Warnings] };

    private static KubeObject SuccessStatus(ResourceInfo resource, ObjectMetadata metadata)
    {
        var details = new JsonObject { ["name"] = metadata.Name };
        if (resource.Kind.Group.Length > 0)
        {
            details["group"] = resource.Kind.Group;
        }

        details["kind"] = resource.Plural;
        details["uid"] = metadata.Uid;
        return new KubeObject(Trees.ToStoredJson(new JsonObject
        {
            ["kind"] = "Status", ["apiVersion"] = "v1", ["metadata"] = new JsonObject(), ["status"] = "Success", ["details"] = details,
        }));
    }
}
