using System.Text.Json.Nodes;
using Slipway.ApiServer.Decoding;
using Slipway.ApiServer.Kinds;
using Slipway.ApiServer.Kinds.Admission;
using Slipway.Kubernetes.Schemas;

namespace Slipway.ApiServer.CustomResources;

/// <summary>CustomResourceDefinitions: defaults of names, the schemas' form, the finalizer that waits for their objects.</summary>
internal sealed class CustomResourceDefinitionRules : KindRules
{
    public const string Finalizer = "customresourcecleanup.apiextensions.k8s.io";

    public override bool HasGeneration => true;

    public override void Default(JsonObject obj)
    {
        var spec = obj.Ensure("spec");
        var names = spec.Ensure("names");
        if (names.Text("kind") is { Length: > 0 } kind)
        {
            names.Default("singular", kind.ToLowerInvariant());
            names.Default("listKind", kind + "List");
        }

        spec.Ensure("conversion").Default("strategy", "None");
        WebhookClientChecks.Default(spec.Map("conversion")!.Map("webhook")?.Map("clientConfig"));
    }

    public override void PrepareCreate(JsonObject obj)
    {
        var stored = new JsonArray([.. StorageVersions(obj).Select(v => (JsonNode)v)]);
        obj["status"] = new JsonObject { ["storedVersions"] = stored };
    }

    public override void PrepareUpdate(JsonObject obj, JsonObject old)
    {
        var stored = obj.Ensure("status").Texts("storedVersions").ToList();
        stored.AddRange(StorageVersions(obj).Where(v => !stored.Contains(v)));
        obj.Map("status")!["storedVersions"] = new JsonArray([.. stored.Select(v => (JsonNode)v)]);
    }

    public override void PrepareDelete(JsonObject obj)
    {
        var metadata = obj.Map("metadata")!;
        var finalizers = metadata.List("finalizers") ?? [];
        if (!metadata.Texts("finalizers").Contains(Finalizer))
        {
            finalizers.Add((JsonNode)Finalizer);
        }

        metadata["finalizers"] = finalizers.DeepClone();
        DefinitionConditions.Set(
            obj,
            "Terminating",
            "True",
            "InstanceDeletionPending",
            "CustomResourceDefinition marked for deletion; CustomResource deletion will begin soon",
            metadata.Text("deletionTimestamp"));
    }

    public override void Validate(JsonObject obj, List<FieldError> errors)
    {
        var spec = obj.Map("spec")!;
        var names = spec.Map("names")!;
        var expected = $"{names.Text("plural")}.{spec.Text("group")}";
        if (obj.Map("metadata")!.Text("name") != expected)
        {
            errors.Add(FieldError.Invalid("metadata.name", obj.Map("metadata")!.Text("name"), "must be spec.names.plural+\".\"+spec.group"));
        }

        RequireTexts(spec, "spec", ["group"], errors);
        RequireTexts(names, "spec.names", ["plural", "kind"], errors);
        if (spec.Text("scope") is not ("Cluster" or "Namespaced"))
        {
            errors.Add(spec.Text("scope").Length == 0
                ? FieldError.Required("spec.scope")
                : FieldError.NotSupported("spec.scope", spec.Text("scope"), ["Cluster", "Namespaced"]));
        }

        ValidateVersions(spec, errors);
        if (obj.Map("status")?.List("storedVersions") is not { Count: > 0 })
        {
            errors.Add(FieldError.Invalid("status.storedVersions", value: null, "must have at least one stored version"));
        }
    }

    public override void ValidateUpdate(JsonObject obj, JsonObject old, List<FieldError> errors)
    {
        foreach (var field in (ReadOnlySpan<string>)["group", "scope"])
        {
            if (obj.Map("spec")!.Text(field) != old.Map("spec")!.Text(field))
            {
                errors.Add(FieldError.Invalid($"spec.{field}", obj.Map("spec")!.Text(field), "field is immutable"));
            }
        }
    }

    private static IEnumerable<string> StorageVersions(JsonObject obj) =>
        Items(obj.Map("spec"), "versions").Where(v => v.IsTrue("storage")).Select(v => v.Text("name"));

    private static void RequireTexts(JsonObject owner, string path, ReadOnlySpan<string> fields, List<FieldError> errors)
    {
        foreach (var field in fields)
        {
            if (owner.Text(field).Length == 0)
            {
                errors.Add(FieldError.Required($"{path}.{field}"));
            }
        }
    }

    private static void ValidateVersions(JsonObject spec, List<FieldError> errors)
    {
        var versions = Items(spec, "versions").ToList();
        if (versions.Count(v => v.IsTrue("storage")) != 1)
        {
            errors.Add(FieldError.Invalid("spec.versions", GoVersions(versions), "must have exactly one version marked as storage version"));
        }

        var schemas = versions.Select(v => v.Map("schema")?.Map("openAPIV3Schema")).ToList();

        // When all versions have one schema, kube-apiserver keeps it, and names it, once.
        var shared = schemas.TrueForAll(s => s is not null && JsonNode.DeepEquals(s, schemas[0]));
        for (var i = 0; i < versions.Count; i++)
        {
            if (schemas[i] is not { } schema)
            {
                errors.Add(FieldError.Required($"spec.versions[{i}].schema.openAPIV3Schema"));
            }
            else if (!shared || i == 0)
            {
                var path = shared ? "spec.validation.openAPIV3Schema" : $"spec.versions[{i}].schema.openAPIV3Schema";
                errors.AddRange(StructuralSchemaCheck.Check(Schema.FromJson(schema), path));
            }
        }
    }

    // The internal form that kube-apiserver prints in this error.
    private static JsonArray GoVersions(List<JsonObject> versions) => new([.. versions.Select(v => new JsonObject
    {
        ["Name"] = v.Text("name"),
        ["Served"] = v.IsTrue("served"),
        ["Storage"] = v.IsTrue("storage"),
        ["Deprecated"] = v.IsTrue("deprecated"),
        ["DeprecationWarning"] = v["deprecationWarning"]?.DeepClone(),
        ["Schema"] = null,
        ["Subresources"] = v["subresources"]?.DeepClone(),
        ["AdditionalPrinterColumns"] = v["additionalPrinterColumns"]?.DeepClone(),
        ["SelectableFields"] = v["selectableFields"]?.DeepClone(),
    })]);
}
