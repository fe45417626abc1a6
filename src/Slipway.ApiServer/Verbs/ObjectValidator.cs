using System.Text.Json.Nodes;
using Slipway.ApiServer.Decoding;
using Slipway.ApiServer.Errors;
using Slipway.ApiServer.Kinds;
using Slipway.ApiServer.Kinds.Warnings;
using Slipway.ApiServer.Registry;
using Slipway.Kubernetes.Errors;
using Slipway.Kubernetes.Schemas;

namespace Slipway.ApiServer.Verbs;

/// <summary>Refuses objects that break a rule of their kind.</summary>
internal static class ObjectValidator
{
    /// <summary>Checks a new object.</summary>
    /// <exception cref="KubeApiException">422 with every finding.</exception>
    public static void Validate(JsonObject obj, ResourceInfo resource, List<string> warnings)
    {
        var errors = new List<FieldError>();
        MetadataValidator.Validate(obj.Map("metadata")!, resource, errors);
        resource.Rules.Validate(obj, errors);
        resource.Custom?.Validator.Validate(obj, errors);
        resource.Rules.ValidateCreate(obj, errors);
        ThrowIfAny(errors, obj, resource);
        AddWarnings(obj, old: null, resource, warnings);
    }

    /// <summary>Checks a changed object.</summary>
    /// <exception cref="KubeApiException">422 with every finding.</exception>
    public static void ValidateUpdate(JsonObject obj, JsonObject old, WriteScope scope)
    {
        var resource = scope.Resource;
        var errors = new List<FieldError>();
        MetadataValidator.ValidateUpdate(obj.Map("metadata")!, old.Map("metadata")!, resource, errors);
        resource.Rules.ValidateChange(obj, old, scope.Subresource, errors);
        resource.Custom?.Validator.ValidateUpdate(obj, old, scope.Subresource == "status", errors, scope.Warnings);
        ThrowIfAny(errors, obj, resource);
        if (scope.Subresource.Length == 0)
        {
            AddWarnings(obj, old, resource, scope.Warnings);
        }
        else if (scope.Subresource == "status" && !resource.IsCustom)
        {
            BuiltInWarnings.AddOfStatus(resource.Kind.GroupKind, obj.Map("status"), scope.Warnings);
        }
    }

    private static void AddWarnings(JsonObject obj, JsonObject? old, ResourceInfo resource, List<string> warnings)
    {
        resource.Rules.AddWarnings(obj, old, warnings);
        if (resource.IsCustom)
        {
            MetadataValidator.AddFinalizerWarnings(obj.Map("metadata")!, old?.Map("metadata"), warnings);
        }
        else
        {
            BuiltInWarnings.Add(resource.Kind.GroupKind, obj, old, warnings);
        }
    }

    private static void ThrowIfAny(List<FieldError> errors, JsonObject obj, ResourceInfo resource)
    {
        if (errors.Count > 0)
        {
            // A kind that is stored as another is checked as that.
            var kind = resource.Kind.GroupKind with { Group = resource.StoredAs?.Group ?? resource.Kind.Group };
            throw ApiErrors.Invalid(kind, obj.Map("metadata")!.Text("name"), errors);
        }
    }
}
