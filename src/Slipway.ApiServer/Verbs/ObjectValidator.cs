using System.Text.Json.Nodes;
using Slipway.ApiServer.Decoding;
using Slipway.ApiServer.Engine;
using Slipway.ApiServer.Errors;
using Slipway.ApiServer.Kinds;
using Slipway.ApiServer.Registry;
using Slipway.Kubernetes.Errors;
using Slipway.Kubernetes.Schemas;

namespace Slipway.ApiServer.Verbs;

/// <summary>Refuses objects that break a rule of their kind.</summary>
internal sealed class ObjectValidator(EngineCore core)
{
    /// <summary>Checks a new object.</summary>
    /// <exception cref="KubeApiException">422 with every finding.</exception>
    public void Validate(JsonObject obj, ResourceInfo resource)
    {
        var errors = new List<FieldError>();
        MetadataValidator.Validate(obj.Map("metadata")!, resource, errors);
        ValidateBody(obj, old: null, resource, errors);
        resource.Rules.ValidateCreate(obj, errors);
        ThrowIfAny(errors, obj, resource);
    }

    /// <summary>Checks a changed object.</summary>
    /// <exception cref="KubeApiException">422 with every finding.</exception>
    public void ValidateUpdate(JsonObject obj, JsonObject old, ResourceInfo resource)
    {
        var errors = new List<FieldError>();
        MetadataValidator.ValidateUpdate(obj.Map("metadata")!, old.Map("metadata")!, resource, errors);

        // kube-apiserver checks a change of metadata twice and tells both findings.
        errors.AddRange(errors.ToArray());
        resource.Rules.ValidateUpdate(obj, old, errors);
        ValidateBody(obj, old, resource, errors);
        ThrowIfAny(errors, obj, resource);
    }

    private static void ThrowIfAny(List<FieldError> errors, JsonObject obj, ResourceInfo resource)
    {
        if (errors.Count > 0)
        {
            throw ApiErrors.Invalid(resource.Kind.GroupKind, obj.Map("metadata")!.Text("name"), errors);
        }
    }

    private void ValidateBody(JsonObject obj, JsonObject? old, ResourceInfo resource, List<FieldError> errors)
    {
        resource.Rules.Validate(obj, errors);
        if (resource.Custom is not { } custom)
        {
            return;
        }

        var found = old is null ? SchemaValidator.Validate(obj, custom.Schema) : SchemaValidator.ValidateUpdate(obj, old, custom.Schema);
        errors.AddRange(found);
        if (found.Count == 0 && core.Options.Rules is { } rules)
        {
            errors.AddRange(rules.Evaluate(custom.Schema, obj, old));
        }
    }
}
