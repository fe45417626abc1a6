using System.Text.Json.Nodes;
using Slipway.ApiServer.Decoding;
using Slipway.ApiServer.Kinds;
using Slipway.Kubernetes.Schemas;

namespace Slipway.ApiServer.CustomResources.Definitions;

/// <summary>Everything that kube-apiserver refuses in a CustomResourceDefinition, in its words.</summary>
internal static class DefinitionValidator
{
    /// <summary>Adds what is wrong with a new definition.</summary>
    public static void Validate(JsonObject obj, List<FieldError> errors)
    {
        var spec = obj.Ensure("spec");
        ValidateName(obj.Map("metadata")!, spec, errors);
        ValidateSpec(spec, old: null, SchemaCheckOptions.All, errors);
        ValidateStatus(obj, errors);
        ValidateStoredVersions(obj, errors);
        ApprovalPolicy.Validate(obj, old: null, errors);
        ValidatePreserving(spec, old: null, errors);
    }

    /// <summary>Adds what is wrong with a changed definition.</summary>
    public static void ValidateUpdate(JsonObject obj, JsonObject old, List<FieldError> errors)
    {
        var (spec, oldSpec) = (obj.Ensure("spec"), old.Ensure("spec"));

        // What has not changed was accepted, and is the most expensive to look at.
        if (!JsonNode.DeepEquals(spec, oldSpec))
        {
            ValidateSpec(spec, oldSpec, KnownFaults.OptionsFor(spec, oldSpec), errors);
            ValidateImmutable(spec, oldSpec, DefinitionConditions.IsTrue(old, "Established"), errors);
        }

        ValidateStatus(obj, errors);
        ValidateStoredVersions(obj, errors);
        ApprovalPolicy.Validate(obj, old, errors);
        ValidatePreserving(spec, oldSpec, errors);
    }

    /// <summary>Adds what is wrong with a definition's status.</summary>
    public static void ValidateStatus(JsonObject obj, List<FieldError> errors)
    {
        if (obj.Map("status")?.Map("acceptedNames") is { } names)
        {
            DefinitionNames.Validate(names, "status.acceptedNames", errors);
        }
    }

    private static void ValidateName(JsonObject metadata, JsonObject spec, List<FieldError> errors)
    {
        var expected = $"{spec.Map("names")?.Text("plural")}.{spec.Text("group")}";
        foreach (var field in (ReadOnlySpan<string>)["generateName", "name"])
        {
            if (metadata.Text(field) is { Length: > 0 } name && name != expected)
            {
                errors.Add(FieldError.Invalid($"metadata.{field}", name, "must be spec.names.plural+\".\"+spec.group"));
            }
        }
    }

    private static void ValidateSpec(JsonObject spec, JsonObject? old, SchemaCheckOptions options, List<FieldError> errors)
    {
        var form = new DefinitionForm(spec);
        ValidateGroup(spec.Text("group"), errors);
        var scope = spec.Text("scope");
        if (scope is not ("Cluster" or "Namespaced"))
        {
            errors.Add(scope.Length == 0 ? FieldError.Required("spec.scope") : FieldError.NotSupported("spec.scope", scope, ["Cluster", "Namespaced"]));
        }

        ValidateSchemasGiven(form, options, errors);
        for (var i = 0; i < form.Versions.Count; i++)
        {
            var name = form.Versions[i].Text("name");
            if (DefinitionNames.LabelErrors(name) is { Length: > 0 } wrong)
            {
                errors.Add(FieldError.Invalid($"spec.versions[{i}].name", name, wrong));
            }

            ValidateVersion(form, i, old, options, errors);
        }

        ValidateVersionSet(form, errors);
        var names = spec.Ensure("names");
        DefinitionNames.Require(names, errors);
        DefinitionNames.Validate(names, "spec.names", errors);
        ValidateShared(form, old, options, errors);
        if (spec.Map("conversion") is { } conversion)
        {
            ConversionChecks.Validate(conversion, ConversionChecks.HasKnownReviewOrNone(old?.Map("conversion")), errors);
        }
    }

    private static void ValidateGroup(string group, List<FieldError> errors)
    {
        if (group.Length == 0)
        {
            errors.Add(FieldError.Required("spec.group"));
        }
        else if (string.Join(',', NameSyntax.Errors(group, NameRule.Subdomain)) is { Length: > 0 } wrong)
        {
            errors.Add(FieldError.Invalid("spec.group", group, wrong));
        }
        else if (!group.Contains('.', StringComparison.Ordinal))
        {
            errors.Add(FieldError.Invalid("spec.group", group, "should be a domain with at least one dot"));
        }
    }

    private static void ValidateSchemasGiven(DefinitionForm form, SchemaCheckOptions options, List<FieldError> errors)
    {
        for (var i = 0; i < form.Versions.Count; i++)
        {
            var must = options.RequireSchema || form.Versions[i].IsTrue("served");
            if (must && DefinitionForm.SchemaOf(form.Versions[i]) is null)
            {
                errors.Add(FieldError.Required(
                    $"spec.versions[{i}].schema.openAPIV3Schema", options.RequireSchema ? "" : "because otherwise all fields are pruned"));
            }
        }

        if (form.Spec.IsTrue("preserveUnknownFields") && form.Versions.Any(v => KnownFaults.HasDefaults(DefinitionForm.SchemaOf(v))))
        {
            errors.Add(FieldError.Invalid("spec.preserveUnknownFields", true, "must be false in order to use defaults in the schema"));
        }
    }

    private static void ValidateVersion(DefinitionForm form, int i, JsonObject? old, SchemaCheckOptions options, List<FieldError> errors)
    {
        var version = form.Versions[i];
        var path = $"spec.versions[{i}]";
        VersionChecks.Deprecation(version, path, errors);
        if (!form.SharesSchema && DefinitionForm.SchemaOf(version) is { } schema)
        {
            new SchemaChecks(options, options.UnchangedVersions.Contains(version.Text("name")))
                .Check(schema, $"{path}.schema.openAPIV3Schema", DefinitionForm.HasStatus(version), errors);
        }

        if (!form.SharesSubresources)
        {
            VersionChecks.Subresources(version.Map("subresources"), $"{path}.subresources", errors);
        }

        if (!form.SharesColumns)
        {
            VersionChecks.Columns(version.List("additionalPrinterColumns"), $"{path}.additionalPrinterColumns", errors);
        }

        if (!form.SharesSelectableFields)
        {
            ValidateSelectable(form, version, $"{path}.selectableFields", old, errors);
        }
    }

    private static void ValidateShared(DefinitionForm form, JsonObject? old, SchemaCheckOptions options, List<FieldError> errors)
    {
        if (form.Versions.Count == 0)
        {
            return;
        }

        var first = form.Versions[0];
        if (form.SharesSchema && DefinitionForm.SchemaOf(first) is { } schema)
        {
            new SchemaChecks(options, options.UnchangedVersions.Contains(first.Text("name")))
                .Check(schema, "spec.validation.openAPIV3Schema", form.Versions.Any(DefinitionForm.HasStatus), errors);
        }

        if (form.SharesSubresources)
        {
            VersionChecks.Subresources(first.Map("subresources"), "spec.subresources", errors);
        }

        if (form.SharesColumns)
        {
            VersionChecks.Columns(first.List("additionalPrinterColumns"), "spec.additionalPrinterColumns", errors);
        }

        if (form.SharesSelectableFields)
        {
            ValidateSelectable(form, first, "spec.selectableFields", old, errors);
        }
    }

    private static void ValidateSelectable(DefinitionForm form, JsonObject version, string path, JsonObject? old, List<FieldError> errors)
    {
        if (version.List("selectableFields") is not { Count: > 0 } fields)
        {
            return;
        }

        // Fields and schema must be at the same place: both shared, or both the version's own.
        if (form.SharesSelectableFields != form.SharesSchema || DefinitionForm.SchemaOf(version) is not { } schema)
        {
            errors.Add(FieldError.Invalid(path, "", form.SharesSelectableFields
                ? "may only be set when validations.schema is included"
                : "may only be set when `version.schema.openAPIV3Schema` is not included"));
            return;
        }

        var before = old?.List("versions")?.OfType<JsonObject>().FirstOrDefault(v => v.Text("name") == version.Text("name"));
        var allowsMany = before is not null && VersionChecks.HasTooManySelectableFields(before)
            && JsonNode.DeepEquals(before["selectableFields"], fields);
        VersionChecks.SelectableFields(fields, Schema.FromJson(schema), path, allowsMany, errors);
    }

    private static void ValidateVersionSet(DefinitionForm form, List<FieldError> errors)
    {
        if (form.Versions.DistinctBy(v => v.Text("name")).Count() < form.Versions.Count)
        {
            errors.Add(FieldError.InvalidShown("spec.versions", InternalNotation.Versions(form), "must contain unique version names"));
        }

        if (form.Versions.Count(v => v.IsTrue("storage")) != 1)
        {
            errors.Add(FieldError.InvalidShown(
                "spec.versions", InternalNotation.Versions(form), "must have exactly one version marked as storage version"));
        }

        // The first version's name counts as the definition's own, too.
        if (form.Versions.Count > 0 && form.Versions[0].Text("name") is { Length: > 0 } first
            && DefinitionNames.LabelErrors(first) is { Length: > 0 } wrong)
        {
            errors.Add(FieldError.Invalid("spec.version", first, wrong));
        }
    }

    private static void ValidateImmutable(JsonObject spec, JsonObject old, bool established, List<FieldError> errors)
    {
        var (names, oldNames) = (spec.Ensure("names"), old.Ensure("names"));
        if (established)
        {
            Immutable(spec.Text("scope"), old.Text("scope"), "spec.scope");
            Immutable(names.Text("kind"), oldNames.Text("kind"), "spec.names.kind");
        }

        Immutable(spec.Text("group"), old.Text("group"), "spec.group");
        Immutable(names.Text("plural"), oldNames.Text("plural"), "spec.names.plural");

        void Immutable(string now, string before, string path)
        {
            if (now != before)
            {
                errors.Add(FieldError.Invalid(path, now, "field is immutable"));
            }
        }
    }

    private static void ValidateStoredVersions(JsonObject obj, List<FieldError> errors)
    {
        const string Path = "status.storedVersions";
        var stored = obj.Map("status")?.Texts("storedVersions").ToList() ?? [];
        if (stored.Count == 0)
        {
            errors.Add(FieldError.Invalid(Path, value: null, "must have at least one stored version"));
            return;
        }

        var versions = obj.Map("spec")?.List("versions")?.OfType<JsonObject>().ToList() ?? [];
        foreach (var storage in versions.Where(v => v.IsTrue("storage")).Select(v => v.Text("name")).Where(n => !stored.Contains(n)))
        {
            errors.Add(FieldError.Invalid(
                Path, new JsonArray([.. stored.Select(v => (JsonNode)v)]), $"must have the storage version {storage}"));
        }

        for (var i = 0; i < stored.Count; i++)
        {
            var name = stored[i];
            if (versions.TrueForAll(v => v.Text("name") != name))
            {
                errors.Add(FieldError.Invalid(
                    $"{Path}[{i}]",
                    name,
                    $"missing from spec.versions; {name} was previously a storage version, and must remain in spec.versions until a storage "
                    + $"migration ensures no data remains persisted in {name} and removes {name} from status.storedVersions"));
            }
        }
    }

    private static void ValidatePreserving(JsonObject spec, JsonObject? old, List<FieldError> errors)
    {
        if (spec.IsTrue("preserveUnknownFields") && old?.IsTrue("preserveUnknownFields") != true)
        {
            errors.Add(FieldError.Invalid(
                "spec.preserveUnknownFields",
                true,
                "cannot set to true, set x-kubernetes-preserve-unknown-fields to true in spec.versions[*].schema instead"));
        }
    }
}
