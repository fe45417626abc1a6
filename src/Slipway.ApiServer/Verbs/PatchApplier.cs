using System.Text.Json.Nodes;
using Slipway.ApiServer.Decoding;
using Slipway.ApiServer.Errors;
using Slipway.ApiServer.Registry;
using Slipway.ApiServer.Requests;
using Slipway.Kubernetes.Apply;
using Slipway.Kubernetes.Client;
using Slipway.Kubernetes.Errors;
using Slipway.Kubernetes.Objects;
using Slipway.Kubernetes.Patching;
using Slipway.Kubernetes.Schemas;

namespace Slipway.ApiServer.Verbs;

/// <summary>Makes the next state of an object with a patch.</summary>
internal sealed class PatchApplier(ManagedFieldsKeeper managedFields, ResourceRegistry registry)
{
    /// <summary>Refuses a kind of patch that the resource does not take.</summary>
    /// <exception cref="KubeApiException">415.</exception>
    public static void CheckType(PatchRequest request, ResourceInfo resource)
    {
        if (request.PatchType == PatchType.StrategicMerge && resource.IsCustom)
        {
            throw ApiErrors.UnsupportedCustomPatch();
        }
    }

    /// <summary>The object's next state.</summary>
    public JsonObject Apply(ParsedPatch patch, ChangeInput input, WriteScope scope)
    {
        var next = patch.IsApply ? ApplyTo(patch, input, scope) : MergeInto(patch, input, scope);
        ServerMetadata.CheckNames(next, scope);
        return next;
    }

    /// <summary>The object that an apply creates.</summary>
    public JsonObject ApplyNew(ParsedPatch patch, WriteScope scope)
    {
        ThrowIfUnusable(patch);
        CheckApplied(patch.Document!, scope.Resource.Kind);
        var created = managedFields.Apply(scope, live: null, copy: null, patch.Document!, patch.Force);
        ReportApplied(patch, scope);
        if (created.Map("metadata")?.Text("uid") is { Length: > 0 } uid)
        {
            throw ApiErrors.Conflict(
                scope.Resource,
                scope.Key.Name,
                $"uid mismatch: the provided object specified uid {uid}, and no existing object was found");
        }

        ObjectDecoder.Shape(created, scope, isApplied: true);
        ServerMetadata.CheckNames(created, scope);
        created.Map("metadata")!.Remove("resourceVersion");
        return created;
    }

    /// <summary>Throws what stands against using the patch at all.</summary>
    /// <exception cref="KubeApiException">The patch does not have the shape of its kind.</exception>
    public static void ThrowIfUnusable(ParsedPatch patch)
    {
        if (patch.Failure is { } failure)
        {
            throw new KubeApiException(failure.Status);
        }
    }

    /// <summary>Refuses an applied configuration of another kind than the path's, or one that says who owns what.</summary>
    public static void CheckApplied(JsonObject applied, GroupVersionKind expected)
    {
        var kind = GroupVersionKind.Parse(applied.Text("apiVersion"), applied.Text("kind"));
        if (kind != expected)
        {
            throw ApiErrors.BadRequest($"invalid object type: {kind.Group}/{kind.Version}, Kind={kind.Kind}");
        }

        if (applied.Map("metadata")?.List("managedFields") is not null)
        {
            throw ApiErrors.BadRequest("metadata.managedFields must be nil");
        }
    }

    /// <summary>Applies a patch that is no apply to a tree, which is changed.</summary>
    public static JsonNode? Merge(ParsedPatch patch, JsonObject target, Schema? schema)
    {
        try
        {
            return patch.Type switch
            {
                PatchType.Json => patch.Operations!.Apply(target),
                PatchType.StrategicMerge => patch.Document is { } document ? StrategicMergePatch.Apply(target, document, schema) : target,
                _ => MergePatch.Apply(target, patch.Document),
            };
        }
        catch (PatchException e)
        {
            throw e.Kind switch
            {
                PatchErrorKind.Malformed => ApiErrors.BadRequest(e.Message),
                PatchErrorKind.DoesNotFit => ApiErrors.RejectedPatch(),
                _ => ApiErrors.Unclassified(e.Message),
            };
        }
    }

    /// <summary>Tells, or refuses, what strict decoding found.</summary>
    /// <param name="problems">The findings.</param>
    /// <param name="scope">The request.</param>
    /// <param name="value">What the refusal shows as the value.</param>
    public static void Report(IReadOnlyList<string> problems, WriteScope scope, Func<string> value)
    {
        if (problems.Count == 0 || scope.FieldValidation == FieldValidationMode.Ignore)
        {
            return;
        }

        if (scope.FieldValidation == FieldValidationMode.Strict)
        {
            throw ApiErrors.InvalidPatch(value(), $"strict decoding error: {string.Join(", ", problems)}");
        }

        scope.Warnings.AddRange(problems);
    }

    /// <summary>Tells, or refuses, what strict decoding found in an applied configuration.</summary>
    public static void ReportApplied(ParsedPatch patch, WriteScope scope)
    {
        if (patch.Problems is [var first, ..] && scope.FieldValidation == FieldValidationMode.Strict)
        {
            throw ApiErrors.BadRequest($"error strict decoding YAML: {first}");
        }

        if (patch.Problems is [var problem, ..] && scope.FieldValidation == FieldValidationMode.Warn)
        {
            scope.Warnings.Add(problem);
        }
    }

    private JsonObject ApplyTo(ParsedPatch patch, ChangeInput input, WriteScope scope)
    {
        ThrowIfUnusable(patch);
        CheckApplied(patch.Document!, scope.Resource.Kind);
        var merged = managedFields.Apply(scope, input.Old, input.ReadCopy(), patch.Document!, patch.Force, input.Revision);
        ReportApplied(patch, scope);

        // What changes nothing sets no defaults either, which a version has of its own.
        if (scope.Resource.Custom is not { Storage: false } || !ObjectDifference.IsNoneButManagers(merged, input.Old))
        {
            ObjectDecoder.Shape(merged, scope, isApplied: true);
        }

        return merged;
    }

    private JsonObject MergeInto(ParsedPatch patch, ChangeInput input, WriteScope scope)
    {
        ThrowIfUnusable(patch);
        var merged = Merge(patch, input.ReadCopy(), scope.Resource.Schema);
        if (merged is not JsonObject next)
        {
            throw ApiErrors.InvalidPatch(
                merged?.ToJsonString() ?? "null",
                "couldn't get version/kind; json parse error: json: cannot unmarshal array into "
                + "Go value of type struct { APIVersion string \"json:\\\"apiVersion,omitempty\\\"\"; Kind string \"json:\\\"kind,omitempty\\\"\" }");
        }

        try
        {
            CheckKind(next, scope.Resource);
            Report([.. patch.Problems, .. ObjectDecoder.Shape(next, scope)], scope, () => PatchedText(patch, input, scope.Resource));
        }
        catch (KubeApiException e) when (e.Status.Code == 400)
        {
            throw ApiErrors.InvalidPatch(PatchedText(patch, input, scope.Resource), ObjectDecoder.ReasonOf(e));
        }

        return next;
    }

    private void CheckKind(JsonObject next, ResourceInfo resource)
    {
        if (!resource.IsCustom)
        {
            ObjectDecoder.CheckKind(next, resource.Kind, registry);
            return;
        }

        if (ObjectDecoder.PatchedTypeError(next) is { } error)
        {
            throw ApiErrors.BadRequest(error);
        }

        ObjectDecoder.CheckCustomKind(next, resource);
    }

    // What a refusal shows is made anew: the object has lost its unknown fields when it took its shape.
    private static string PatchedText(ParsedPatch patch, ChangeInput input, ResourceInfo resource)
    {
        if (patch.Type == PatchType.StrategicMerge)
        {
            return PatchText.Printed(patch.Document);
        }

        var patched = (JsonObject)Merge(patch, input.ReadCopy(), resource.Schema)!;
        if (!resource.IsCustom)
        {
            return PatchText.Sorted(patched);
        }

        StoredManagers.Expand(patched);
        return GoText.EscapedJson(patched);
    }
}
