using System.Text.Json.Nodes;
using Slipway.ApiServer.Decoding;
using Slipway.ApiServer.Errors;
using Slipway.ApiServer.Registry;
using Slipway.ApiServer.Requests;
using Slipway.Kubernetes.Client;
using Slipway.Kubernetes.Errors;
using Slipway.Kubernetes.Objects;
using Slipway.Kubernetes.Patching;
using Slipway.Kubernetes.Schemas;

namespace Slipway.ApiServer.Verbs;

/// <summary>Reads patches and makes the next state of an object with them.</summary>
internal sealed class PatchApplier(ManagedFieldsKeeper managedFields)
{
    /// <summary>Refuses a kind of patch that the resource does not take.</summary>
    /// <exception cref="KubeApiException">415.</exception>
    public void CheckType(PatchRequest request, ResourceInfo resource)
    {
        if (request.PatchType == PatchType.StrategicMerge && resource.IsCustom)
        {
            throw ApiErrors.UnsupportedMediaType(
                "the body of the request was in an unknown format - accepted media types include: application/json-patch+json, "
                + "application/merge-patch+json, application/apply-patch+yaml");
        }
    }

    public ParsedPatch Parse(PatchRequest request, WriteScope scope)
    {
        var duplicates = new List<string>();
        var document = ObjectDecoder.Parse(request.Body, duplicates);
        Report([.. duplicates.Select(path => $"duplicate field \"{path}\"")], scope, document);
        if (request.PatchType == PatchType.Json)
        {
            try
            {
                return new ParsedPatch(request.PatchType, Document: null, JsonPatch.Parse(document), Force: false);
            }
            catch (PatchException e)
            {
                throw ApiErrors.BadRequest(e.Message);
            }
        }

        if (document is not JsonObject obj)
        {
            throw ApiErrors.BadRequest("a patch must be a JSON object");
        }

        if (request.PatchType == PatchType.Apply)
        {
            CheckApplied(obj, scope);
        }

        return new ParsedPatch(request.PatchType, obj, Operations: null, request.Force ?? false);
    }

    /// <summary>The object's next state.</summary>
    /// <param name="patch">The patch.</param>
    /// <param name="old">A copy of the present state, which becomes the next one.</param>
    /// <param name="scope">The request.</param>
    public JsonObject Apply(ParsedPatch patch, JsonObject old, WriteScope scope)
    {
        if (patch.IsApply)
        {
            CheckAppliedVersion(patch.Document!, old, scope);
            var merged = managedFields.Apply(scope, old, patch.Document!.Copy(), patch.Force);
            ObjectDecoder.Shape(merged, scope.Resource);
            return merged;
        }

        var next = Merge(patch, old, scope.Resource.Schema);
        if (next.Text("apiVersion") != scope.ApiVersion || next.Text("kind") != scope.Resource.Kind.Kind)
        {
            throw ApiErrors.BadRequest(
                $"the patch must keep apiVersion {scope.ApiVersion} and kind {scope.Resource.Kind.Kind}, not make them {next.Text("apiVersion")} and {next.Text("kind")}");
        }

        Report(ObjectDecoder.Shape(next, scope.Resource), scope, patch.Document);
        return next;
    }

    /// <summary>The object that an apply creates.</summary>
    public JsonObject ApplyNew(ParsedPatch patch, WriteScope scope)
    {
        if (patch.Document!.Map("metadata")?.Text("uid") is { Length: > 0 } uid)
        {
            throw ApiErrors.Conflict(
                scope.Resource,
                scope.Key.Name,
                $"uid mismatch: the provided object specified uid {uid}, and no existing object was found");
        }

        var created = managedFields.Apply(scope, live: null, patch.Document!.Copy(), patch.Force);
        ObjectDecoder.Shape(created, scope.Resource);
        return created;
    }

    /// <summary>The object's next state when its scale is patched.</summary>
    public JsonObject PatchScale(ParsedPatch patch, JsonObject old, WriteScope scope)
    {
        var scale = Merge(patch with { Type = patch.IsApply ? PatchType.Merge : patch.Type }, ScaleView.Of(old, scope.Resource), schema: null);
        var version = scale.Map("metadata")?.Text("resourceVersion") ?? "";
        if (version.Length > 0 && version != old.Map("metadata")!.Text("resourceVersion"))
        {
            throw ApiErrors.Modified(scope.Resource, scope.Key.Name);
        }

        ScaleView.SetReplicas(old, scope.Resource, scale.Map("spec")?.Integer("replicas") ?? 0);
        return old;
    }

    private static JsonObject Merge(ParsedPatch patch, JsonObject target, Schema? schema)
    {
        try
        {
            var result = patch.Type switch
            {
                PatchType.Json => patch.Operations!.Apply(target),
                PatchType.StrategicMerge when schema is not null => StrategicMergePatch.Apply(target, patch.Document!, schema),
                _ => MergePatch.Apply(target, patch.Document!.DeepClone()),
            };
            return result as JsonObject ?? throw ApiErrors.BadRequest("a patch must leave an object");
        }
        catch (PatchException e)
        {
            throw e.IsMalformed ? ApiErrors.BadRequest(e.Message) : ApiErrors.Unprocessable(e.Message);
        }
    }

    private static void CheckApplied(JsonObject applied, WriteScope scope)
    {
        if (applied.Text("apiVersion").Length == 0 || applied.Text("kind").Length == 0)
        {
            throw ApiErrors.BadRequest("the applied object must name its apiVersion and kind");
        }

        var kind = GroupVersionKind.Parse(applied.Text("apiVersion"), applied.Text("kind"));
        if (kind != scope.Resource.Kind)
        {
            throw ApiErrors.BadRequest($"the applied object is a {kind}, but the path is of {scope.Resource.Kind}");
        }

        var metadata = applied.Ensure("metadata");
        ServerMetadata.CheckName(metadata, scope);
        if (metadata["managedFields"] is JsonArray { Count: > 0 })
        {
            throw ApiErrors.BadRequest("metadata.managedFields must be nil");
        }

        if (scope.FieldValidation == FieldValidationMode.Strict && scope.Resource.Schema is { } schema)
        {
            Report([.. SchemaPruner.Prune(applied.Copy(), schema).Select(SchemaPruner.UnknownField)], scope, applied);
        }
    }

    private static void CheckAppliedVersion(JsonObject applied, JsonObject old, WriteScope scope)
    {
        var wanted = applied.Map("metadata")?.Text("resourceVersion") ?? "";
        if (wanted.Length > 0 && wanted != old.Map("metadata")!.Text("resourceVersion"))
        {
            throw ApiErrors.Modified(scope.Resource, scope.Key.Name);
        }
    }

    private static void Report(List<string> problems, WriteScope scope, JsonNode? patch)
    {
        if (problems.Count == 0 || scope.FieldValidation == FieldValidationMode.Ignore)
        {
            return;
        }

        if (scope.FieldValidation == FieldValidationMode.Strict)
        {
            throw ApiErrors.Invalid(
                new GroupKind("", ""),
                "",
                [FieldError.Invalid("patch", patch?.ToJsonString() ?? "", $"strict decoding error: {string.Join(", ", problems)}")]);
        }

        scope.Warnings.AddRange(problems);
    }
}
