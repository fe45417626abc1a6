using System.Text.Json.Nodes;
using Slipway.ApiServer.Decoding;
using Slipway.ApiServer.Decoding.Go;
using Slipway.ApiServer.Engine;
using Slipway.ApiServer.Errors;
using Slipway.ApiServer.Registry;
using Slipway.ApiServer.Requests;
using Slipway.Kubernetes.Apply;
using Slipway.Kubernetes.Objects;
using Slipway.Kubernetes.Patching;
using Slipway.Kubernetes.Schemas;

namespace Slipway.ApiServer.Verbs;

/// <summary>Writes objects by way of their scale: the number in it and who owns that are carried over.</summary>
internal sealed class ScaleUpdater(EngineCore core)
{
    private static readonly GroupVersionKind Kind = new("autoscaling", "v1", "Scale");

    private static readonly Schema Schema = KubernetesFacts.Shared.Definitions.Find("io.k8s.api.autoscaling.v1.Scale")!;

    private readonly FieldManager _manager = new(Schema, new JsonObject { ["spec"] = new JsonObject(), ["status"] = new JsonObject() });

    /// <summary>The body of a replacement.</summary>
    public static JsonObject Read(UpdateRequest request, bool isCustom, ResourceRegistry registry)
    {
        var scale = ObjectDecoder.Parse(request.Body, Kind.Kind);
        if (!isCustom)
        {
            ObjectDecoder.CheckKind(scale, Kind, registry);
        }

        scale.Default("apiVersion", Kind.ApiVersion);
        scale.Default("kind", Kind.Kind);
        if (GroupVersionKind.Parse(scale.Text("apiVersion"), scale.Text("kind")) != Kind)
        {
            throw ApiErrors.BadRequest(
                "no kind is registered for the type v1.Scale in scheme \"k8s.io/apiextensions-apiserver/pkg/apiserver/customresource_handler.go:781\"");
        }

        return GoDecoding.FirstError(scale, Schema) is { } error
            ? throw ApiErrors.BadRequest($"Scale in version \"v1\" cannot be handled as a Scale: {error}")
            : scale;
    }

    /// <summary>The object's next state when its scale is replaced.</summary>
    public JsonObject Replace(WriteScope scope, ChangeInput input, JsonObject scale)
    {
        var live = LiveScale(scope, input.Old);
        var next = scale.Copy();
        Track(live, next, scope);
        return WithScale(scope, input, next);
    }

    /// <summary>The object's next state when its scale is patched or applied.</summary>
    public JsonObject Patch(WriteScope scope, ChangeInput input, ParsedPatch patch)
    {
        PatchApplier.ThrowIfUnusable(patch);
        var live = LiveScale(scope, input.Old);
        if (patch.IsApply)
        {
            PatchApplier.CheckApplied(patch.Document!, Kind);
            return WithScale(scope, input, Apply(scope, live, patch));
        }

        var next = PatchApplier.Merge(patch, LiveScale(scope, input.Old), schema: null) as JsonObject
            ?? throw ApiErrors.InvalidPatch("", "the patch must leave an object");
        PatchApplier.Report(patch.Problems, scope, () => next.ToJsonString());
        if (GoDecoding.FirstError(next, Schema) is { } error)
        {
            throw ApiErrors.InvalidPatch(PatchText.Sorted(next), error);
        }

        Track(live, next, scope);
        return WithScale(scope, input, next);
    }

    // A scale does not write that it asks for nothing, so nobody owns that.
    private void Track(JsonObject live, JsonObject next, WriteScope scope)
    {
        if (next.Map("spec") is { } spec && spec.Integer("replicas") == 0)
        {
            spec.Remove("replicas");
        }

        _manager.Update(live, next, WriteOf(scope));
    }

    private JsonObject Apply(WriteScope scope, JsonObject live, ParsedPatch patch)
    {
        // The object's own version cannot be made of the scale's, which upstream would need to own what nobody owned before.
        if (scope.Resource.IsCustom && live.Map("metadata")?.ContainsKey("managedFields") != true)
        {
            throw ApiErrors.Unclassified(
                "failed to create manager for existing fields: failed to convert live object (/; autoscaling/v1, Kind=Scale) to proper version: "
                + "request to convert CR to an invalid group/version: autoscaling/v1");
        }

        try
        {
            var result = _manager.Apply(live, patch.Document!, WriteOf(scope), patch.Force);
            PatchApplier.ReportApplied(patch, scope);
            return result.Object ?? throw ApiErrors.ApplyConflict(result);
        }
        catch (TypedObjectException e)
        {
            throw ApiErrors.Unclassified(e.Message);
        }
    }

    private JsonObject WithScale(WriteScope scope, ChangeInput input, JsonObject scale)
    {
        ServerMetadata.CheckNames(scale, scope);
        var given = scale.Map("metadata")!;
        if (given.Text("resourceVersion") is { Length: > 0 } version && version != input.Old.Map("metadata")!.Text("resourceVersion"))
        {
            throw ApiErrors.Modified(scope.Resource, scope.Key.Name);
        }

        var replicas = scale.Map("spec")?.Integer("replicas") ?? 0;
        if (replicas < 0 && !scope.Resource.IsCustom)
        {
            throw ApiErrors.Invalid(
                Kind.GroupKind, scope.Key.Name, [FieldError.Invalid("spec.replicas", replicas, "must be greater than or equal to 0")]);
        }

        var next = input.ReadCopy();
        ScaleView.SetReplicas(next, scope.Resource, replicas);
        ScaleOwnership.ToParent(next, scale, scope.ApiVersion, version => ReplicasOf(scope.Resource, version));
        return next;
    }

    private JsonObject LiveScale(WriteScope scope, JsonObject obj)
    {
        var scale = ScaleView.Of(obj, scope.Resource);
        ScaleOwnership.ToScale(obj, scale, version => ReplicasOf(scope.Resource, version));
        return scale;
    }

    private FieldWrite WriteOf(WriteScope scope) =>
        new(scope.Manager, ScaleOwnership.ScaleVersion, core.Time.GetUtcNow()) { Subresource = "scale" };

    private ScaleReplicas ReplicasOf(ResourceInfo resource, string apiVersion)
    {
        var version = GroupVersionKind.Parse(apiVersion, resource.Kind.Kind);
        return core.Registry.TryFind(version.Group, version.Version, resource.Plural, out var other)
            ? new ScaleReplicas(IsKnown: true, other.Scale?.SpecReplicas.Fields is { } fields
                ? FieldSet.OfFields(string.Join('.', fields)) : null)
            : default;
    }
}
