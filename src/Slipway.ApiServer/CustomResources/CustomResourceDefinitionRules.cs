using System.Text.Json;
using System.Text.Json.Nodes;
using Slipway.ApiServer.CustomResources.Definitions;
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

    public override bool AllowsUnconditionalUpdate => false;

    public override void Default(JsonObject obj)
    {
        var spec = obj.Ensure("spec");
        var names = spec.Ensure("names");
        if (names.Text("kind") is { Length: > 0 } kind)
        {
            DefaultText(names, "singular", kind.ToLowerInvariant());
            DefaultText(names, "listKind", kind + "List");
        }

        if (spec["preserveUnknownFields"]?.GetValueKind() == JsonValueKind.False)
        {
            spec.Remove("preserveUnknownFields");
        }

        spec.Default("conversion", new JsonObject { ["strategy"] = "None" });
        WebhookClientChecks.Default(spec.Map("conversion")?.Map("webhook")?.Map("clientConfig"));
        if (!obj.Ensure("status").Texts("storedVersions").Any() && StorageVersion(obj) is { } stored)
        {
            obj.Map("status")!["storedVersions"] = stored;
        }
    }

    public override void PrepareCreate(JsonObject obj)
    {
        obj["status"] = new JsonObject();
        if (StorageVersion(obj) is { } stored)
        {
            obj.Map("status")!["storedVersions"] = stored;
        }
    }

    public override void PrepareUpdate(JsonObject obj, JsonObject old)
    {
        var status = obj.Ensure("status");
        var stored = status.Texts("storedVersions").ToList();
        if (StorageVersion(obj) is [{ } storage] && !stored.Contains((string)storage!))
        {
            status["storedVersions"] = new JsonArray([.. stored.Append((string)storage!).Select(v => (JsonNode)v)]);
        }
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

    public override void Validate(JsonObject obj, List<FieldError> errors) => DefinitionValidator.Validate(obj, errors);

    public override void ValidateChange(JsonObject obj, JsonObject old, string subresource, List<FieldError> errors)
    {
        if (subresource == "status")
        {
            DefinitionValidator.ValidateStatus(obj, errors);
        }
        else
        {
            DefinitionValidator.ValidateUpdate(obj, old, errors);
        }
    }

    public override void AddWarnings(JsonObject obj, JsonObject? old, List<string> warnings) => DefinitionWarnings.Add(obj, old, warnings);

    private static void DefaultText(JsonObject owner, string name, string text)
    {
        if (owner.Text(name).Length == 0)
        {
            owner[name] = text;
        }
    }

    private static JsonArray? StorageVersion(JsonObject obj) =>
        Items(obj.Map("spec"), "versions").FirstOrDefault(v => v.IsTrue("storage")) is { } storage ? new JsonArray(storage.Text("name")) : null;
}
