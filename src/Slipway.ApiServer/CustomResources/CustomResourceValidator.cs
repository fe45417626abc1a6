using System.Text.Json.Nodes;
using Slipway.ApiServer.CustomResources.Rules;
using Slipway.ApiServer.Registry;
using Slipway.Kubernetes.Schemas;

namespace Slipway.ApiServer.CustomResources;

/// <summary>
/// Everything that one version's definition asks of its objects: schema, scale, embedded objects, list types, rules. What the schema
/// does not use costs nothing.
/// </summary>
internal sealed class CustomResourceValidator(Schema schema, ScalePaths? scale)
{
    private const string NotChecked =
        "some validation rules were not checked because the object was invalid; correct the existing errors to complete validation";

    private readonly bool _hasListTypes = schema.Mentions("x-kubernetes-list-type"u8);
    private readonly Lazy<CompiledRules?> _rules = new(() => CompiledRules.Of(schema, isResource: true));

    /// <summary>Whether objects may hold other objects.</summary>
    public bool HasEmbedded { get; } = EmbeddedResources.AreIn(schema);

    /// <summary>Adds what is wrong with a new object.</summary>
    public void Validate(JsonObject obj, List<FieldError> errors)
    {
        errors.AddRange(SchemaValidator.Validate(obj, schema));
        ValidateStructure(obj, old: null, isStatus: false, errors);
        EvaluateRules(obj, old: null, errors, warnings: null);
    }

    /// <summary>Adds what is wrong with a changed object.</summary>
    /// <param name="obj">The object as it would become.</param>
    /// <param name="old">The object as it is.</param>
    /// <param name="isStatus">Whether only the status is being written.</param>
    /// <param name="errors">Gets the errors; what it holds already counts as found.</param>
    /// <param name="warnings">Gets what is let be because it was so before.</param>
    public void ValidateUpdate(JsonObject obj, JsonObject old, bool isStatus, List<FieldError> errors, List<string> warnings)
    {
        if (!isStatus)
        {
            errors.AddRange(SchemaValidator.ValidateUpdate(obj, old, schema));
        }
        else if (schema.Properties.TryGetValue("status", out var status) && obj.TryGetPropertyValue("status", out var value))
        {
            errors.AddRange(SchemaValidator.ValidateUpdate(value, old["status"], status, "status"));
        }

        ValidateStructure(obj, old, isStatus, errors);
        EvaluateRules(obj, old, errors, warnings);
    }

    private void ValidateStructure(JsonObject obj, JsonObject? old, bool isStatus, List<FieldError> errors)
    {
        if (scale is not null)
        {
            ScaleChecks.Validate(obj, scale, isStatus, errors);
        }

        if (HasEmbedded && !isStatus)
        {
            EmbeddedResources.Validate(obj, schema, "", errors);
        }

        // Lists that broke their type before may go on doing so.
        if (_hasListTypes && SchemaValidator.ValidateListTypes(obj, schema) is { Count: > 0 } found
            && (old is null || SchemaValidator.ValidateListTypes(old, schema).Count == 0))
        {
            errors.AddRange(found);
        }
    }

    private void EvaluateRules(JsonObject obj, JsonObject? old, List<FieldError> errors, List<string>? warnings)
    {
        if (_rules.Value is not { } rules)
        {
            return;
        }

        if (errors.Exists(e => e.Type is FieldErrorType.NotSupported or FieldErrorType.Required or FieldErrorType.TooLong
            or FieldErrorType.TooMany or FieldErrorType.TypeInvalid))
        {
            errors.Add(FieldError.Invalid("<nil>", value: null, NotChecked));
            return;
        }

        rules.Evaluate(obj, old is null ? null : new Correlation(obj, old, schema), "", new RuleRun(errors, warnings));
    }
}
