using System.Text.Json.Nodes;
using Slipway.ApiServer.Decoding;
using Slipway.ApiServer.Registry;
using Slipway.Kubernetes.Objects;
using Slipway.Kubernetes.Schemas;
using Slipway.Kubernetes.Selectors;

namespace Slipway.ApiServer.Kinds;

/// <summary>The rules that hold for the metadata of every kind (apimachinery's <c>ValidateObjectMeta</c>), with its words.</summary>
internal static class MetadataValidator
{
    private const int MaxAnnotationBytes = 256 * 1024;

    private const string NameNeeded = "name or generateName is required";

    private static readonly string[] Immutable = ["name", "namespace", "uid", "creationTimestamp", "deletionTimestamp", "deletionGracePeriodSeconds"];

    private static readonly string[] OwnerFields = ["apiVersion", "kind", "name", "uid", "controller", "blockOwnerDeletion"];

    private static readonly HashSet<string> StandardFinalizers = new(StringComparer.Ordinal) { "kubernetes", "orphan", "foregroundDeletion" };

    /// <summary>Adds what is wrong with an object's metadata.</summary>
    public static void Validate(JsonObject metadata, ResourceInfo resource, List<FieldError> errors)
    {
        ValidateName(metadata, resource.Rules.NameRule, errors);
        ValidateContents(metadata, errors);
        ValidateFinalizers(metadata, InsistsOnDomain(resource), errors);
    }

    /// <summary>Adds what is wrong with the metadata of an object within another, which may have no name yet.</summary>
    public static void ValidateEmbedded(JsonObject metadata, string path, List<FieldError> errors)
    {
        const string Metadata = "metadata";
        var found = new List<FieldError>();
        foreach (var name in (ReadOnlySpan<string>)["generateName", "name"])
        {
            var text = metadata.Text(name);
            found.AddRange(NameSyntax.Errors(text, NameRule.PathSegment).Select(e => FieldError.Invalid($"{Metadata}.{name}", text, e)));
        }

        if (metadata.Text("namespace") is { Length: > 0 } ns)
        {
            found.AddRange(NameSyntax.Errors(ns, NameRule.Label).Select(e => FieldError.Invalid($"{Metadata}.namespace", ns, e)));
        }

        ValidateContents(metadata, found);
        ValidateFinalizers(metadata, insistsOnDomain: false, found);
        errors.AddRange(found.Select(e => e with { Field = path + e.Field[Metadata.Length..] }));
    }

    /// <summary>Adds what is wrong with a change of metadata.</summary>
    /// <remarks>kube-apiserver checks the new metadata, then the change, and then the kind's own rules check the change again: all is told.</remarks>
    public static void ValidateUpdate(JsonObject metadata, JsonObject old, ResourceInfo resource, List<FieldError> errors)
    {
        if (metadata.Text("name").Length == 0)
        {
            errors.Add(FieldError.Required("metadata.name", NameNeeded));
        }

        ValidateContents(metadata, errors);
        ValidateFinalizers(metadata, InsistsOnDomain(resource), errors);
        var found = errors.Count;
        ValidateChange(metadata, old, errors);
        errors.AddRange(errors.Skip(found).ToArray());
    }

    /// <summary>Warns of new finalizers of a custom resource that others could take for theirs.</summary>
    public static void AddFinalizerWarnings(JsonObject metadata, JsonObject? old, List<string> warnings)
    {
        const string Conflicts = "to avoid accidental conflicts with other finalizer writers";
        if (metadata.List("finalizers") is null)
        {
            return;
        }

        foreach (var finalizer in metadata.Texts("finalizers").Except(old?.Texts("finalizers") ?? [], StringComparer.Ordinal).Order(StringComparer.Ordinal))
        {
            warnings.AddRange(LabelSyntax.KeyErrors(finalizer).Select(e => $"metadata.finalizers: \"{finalizer}\": {e}"));

            if (!finalizer.Contains('/', StringComparison.Ordinal) && !StandardFinalizers.Contains(finalizer))
            {
                var path = finalizer.Contains('.', StringComparison.Ordinal) ? " including a path (/)" : "";
                warnings.Add($"metadata.finalizers: \"{finalizer}\": prefer a domain-qualified finalizer name{path} {Conflicts}");
            }
        }
    }

    private static void ValidateChange(JsonObject metadata, JsonObject old, List<FieldError> errors)
    {
        if (old.ContainsKey("deletionTimestamp"))
        {
            var before = old.Texts("finalizers").ToHashSet(StringComparer.Ordinal);
            var added = metadata.Texts("finalizers").Where(f => !before.Contains(f)).Select(f => $"\"{f}\"").Order(StringComparer.Ordinal).ToArray();
            if (added.Length > 0)
            {
                errors.Add(FieldError.Forbidden(
                    "metadata.finalizers",
                    $"no new finalizers can be added if the object is being deleted, found new finalizers []string{{{string.Join(", ", added)}}}"));
            }
        }

        foreach (var field in Immutable)
        {
            if (!JsonNode.DeepEquals(metadata[field], old[field]))
            {
                errors.Add(FieldError.Invalid($"metadata.{field}", metadata[field]?.DeepClone() ?? (field == "name" ? "" : null), "field is immutable"));
            }
        }

        ValidateContents(metadata, errors);
    }

    private static void ValidateContents(JsonObject metadata, List<FieldError> errors)
    {
        ValidateLabels(metadata, errors);
        ValidateAnnotations(metadata, errors);
        ValidateOwners(metadata, errors);
    }

    private static void ValidateName(JsonObject metadata, NameRule rule, List<FieldError> errors)
    {
        var name = metadata.Text("name");
        var generateName = metadata.Text("generateName");
        if (name.Length == 0)
        {
            errors.Add(FieldError.Required("metadata.name", NameNeeded));
            return;
        }

        // The prefix may end in a dash, which only a whole name may not.
        if (generateName.Length > 0)
        {
            errors.AddRange(NameSyntax.Errors(generateName.TrimEnd('-') is { Length: > 0 } trimmed ? trimmed : "a", rule)
                .Where(e => !e.StartsWith("must be no more", StringComparison.Ordinal))
                .Select(e => FieldError.Invalid("metadata.generateName", generateName, e)));
        }

        errors.AddRange(NameSyntax.Errors(name, rule).Select(e => FieldError.Invalid("metadata.name", name, e)));
    }

    private static void ValidateLabels(JsonObject metadata, List<FieldError> errors)
    {
        foreach (var (key, node) in metadata.Map("labels") ?? [])
        {
            errors.AddRange(LabelSyntax.KeyErrors(key).Select(e => FieldError.Invalid("metadata.labels", key, e)));

            var value = node.AsText() ?? "";
            if (LabelSyntax.ValueError(value) is { } valueError)
            {
                errors.Add(FieldError.Invalid("metadata.labels", value, valueError));
            }
        }
    }

    private static void ValidateAnnotations(JsonObject metadata, List<FieldError> errors)
    {
        long total = 0;
        foreach (var (key, value) in metadata.Map("annotations") ?? [])
        {
            errors.AddRange(LabelSyntax.KeyErrors(key.ToLowerInvariant()).Select(e => FieldError.Invalid("metadata.annotations", key, e)));

            total += key.Length + (value is JsonValue text && text.TryGetValue<string>(out var found) ? found.Length : 0);
        }

        if (total > MaxAnnotationBytes)
        {
            errors.Add(FieldError.TooLong("metadata.annotations", MaxAnnotationBytes));
        }
    }

    // Kinds whose rules are of core/validation insist; those of the extension groups do not, nor do custom ones: Cluster API has finalizers
    // without a domain, and a definition's own has none either.
    private static bool InsistsOnDomain(ResourceInfo resource) => !resource.IsCustom
        && resource.Kind.Group is not ("apiextensions.k8s.io" or "apiregistration.k8s.io" or "admissionregistration.k8s.io");

    private static void ValidateFinalizers(JsonObject metadata, bool insistsOnDomain, List<FieldError> errors)
    {
        var i = 0;
        var found = metadata.Texts("finalizers").ToList();
        foreach (var finalizer in found)
        {
            errors.AddRange(LabelSyntax.KeyErrors(finalizer).Select(e => FieldError.Invalid("metadata.finalizers", finalizer, e)));
            if (insistsOnDomain && !finalizer.Contains('/', StringComparison.Ordinal) && !StandardFinalizers.Contains(finalizer))
            {
                errors.Add(FieldError.Invalid(
                    $"metadata.finalizers[{i}]", finalizer, "name is neither a standard finalizer name nor is it fully qualified"));
            }

            i++;
        }

        if (found.Contains("orphan") && found.Contains("foregroundDeletion"))
        {
            errors.Add(FieldError.Invalid(
                "metadata.finalizers",
                new JsonArray([.. found.Select(f => (JsonNode)f)]),
                "finalizer orphan and foregroundDeletion cannot be both set"));
        }
    }

    private static void ValidateOwners(JsonObject metadata, List<FieldError> errors)
    {
        if (metadata.List("ownerReferences") is not { } owners)
        {
            return;
        }

        JsonObject? controller = null;
        foreach (var owner in owners.OfType<JsonObject>())
        {
            ValidateOwner(owner, errors);
            if (!owner.IsTrue("controller"))
            {
                continue;
            }

            if (controller is not null)
            {
                errors.Add(FieldError.InvalidShown(
                    "metadata.ownerReferences",
                    GoText.Plain(InFieldOrder(owners)),
                    "Only one reference can have Controller set to true. Found \"true\" in references for "
                    + $"{controller.Text("kind")}/{controller.Text("name")} and {owner.Text("kind")}/{owner.Text("name")}"));
            }

            controller ??= owner;
        }
    }

    private static void ValidateOwner(JsonObject owner, List<FieldError> errors)
    {
        if (owner.Text("apiVersion") is var version && (version is "" or "/" || version.Count(c => c == '/') > 1))
        {
            errors.Add(FieldError.Invalid("metadata.ownerReferences.apiVersion", version, "version must not be empty"));
        }

        foreach (var field in (ReadOnlySpan<string>)["kind", "name", "uid"])
        {
            if (owner.Text(field).Length == 0)
            {
                errors.Add(FieldError.Invalid($"metadata.ownerReferences.{field}", "", "must not be empty"));
            }
        }

        if (owner.Text("apiVersion") == "v1" && owner.Text("kind") == "Event")
        {
            errors.Add(FieldError.Invalid("metadata.ownerReferences", owner.Copy(), "/v1, Kind=Event is disallowed from being an owner"));
        }
    }

    // A message shows a reference as Go writes its struct.
    private static JsonArray InFieldOrder(JsonArray owners) => new([.. owners.Select(o => o is JsonObject owner
        ? new JsonObject(OwnerFields.Where(owner.ContainsKey).Select(f => KeyValuePair.Create(f, owner[f]?.DeepClone())))
        : o?.DeepClone())]);
}
