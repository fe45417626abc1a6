using System.Globalization;
using System.Text.Json.Nodes;
using Slipway.ApiServer.Decoding;
using Slipway.ApiServer.Engine;
using Slipway.ApiServer.Errors;
using Slipway.ApiServer.Registry;
using Slipway.Kubernetes.Objects;
using Slipway.Kubernetes.Randomness;
using Slipway.Kubernetes.Schemas;

namespace Slipway.ApiServer.Verbs;

/// <summary>The metadata that only the server sets.</summary>
internal static class ServerMetadata
{
    private const int MaxGeneratedPrefix = 58;

    private static readonly string[] ServerSet = ["uid", "creationTimestamp", "selfLink", "deletionTimestamp", "deletionGracePeriodSeconds"];

    private static readonly string[] AlwaysKept = ["creationTimestamp", "generation", "selfLink"];

    /// <summary>Checks and completes the metadata of an object that is to be created.</summary>
    /// <param name="obj">The object.</param>
    /// <param name="scope">The request.</param>
    /// <param name="isAdmitted">Whether admission has changed the object since it was prepared.</param>
    public static void PrepareCreate(JsonObject obj, WriteScope scope, bool isAdmitted = false)
    {
        var metadata = obj.Ensure("metadata");
        RemoveRepeatedOwners(metadata, scope.Warnings, isAdmitted);
        foreach (var field in ServerSet)
        {
            metadata.Remove(field);
        }

        SetNamespace(metadata, scope);
    }

    /// <summary>Refuses a version in what is to be stored as new. A dry run, which does not get that far, answers with it.</summary>
    public static void DropVersion(JsonObject metadata)
    {
        if (ulong.TryParse(metadata.Text("resourceVersion"), NumberStyles.None, CultureInfo.InvariantCulture, out var version) && version > 0)
        {
            throw ApiErrors.Unclassified("resourceVersion should not be set on objects to be created");
        }

        metadata.Remove("resourceVersion");
    }

    private static void RemoveRepeatedOwners(JsonObject metadata, List<string> warnings, bool isAdmitted = false)
    {
        if (metadata.List("ownerReferences") is not { Count: > 1 } references)
        {
            return;
        }

        var repeated = new List<string>();
        for (var i = references.Count - 1; i > 0; i--)
        {
            if (references.Take(i).Any(earlier => JsonNode.DeepEquals(earlier, references[i])))
            {
                repeated.Insert(0, (references[i] as JsonObject)?.Text("uid") ?? "");
                references.RemoveAt(i);
            }
        }

        if (repeated.Count > 0)
        {
            warnings.Add(
                $".metadata.ownerReferences contains duplicate entries{(isAdmitted ? " after mutating admission happens" : "")}; "
                + "API server dedups owner references in 1.20+, and may reject such "
                + $"requests as early as 1.24; please fix your requests; duplicate UID(s) observed: {string.Join(", ", repeated)}");
        }
    }

    /// <summary>Names an object that only has a prefix of its name.</summary>
    public static string GenerateName(JsonObject metadata, EngineCore core)
    {
        var prefix = metadata.Text("generateName");
        var name = prefix[..Math.Min(prefix.Length, MaxGeneratedPrefix)] + core.Random.NextNameSuffix();
        metadata["name"] = name;
        return name;
    }

    /// <summary>Gives a new object its identity.</summary>
    public static void Identify(JsonObject obj, ResourceInfo resource, EngineCore core)
    {
        var metadata = obj.Map("metadata")!;
        metadata["uid"] = core.Random.NextGuid().ToString();
        metadata["creationTimestamp"] = core.Now();
        if (resource.IsCustom || resource.Rules.HasGeneration)
        {
            metadata["generation"] = 1;
        }
    }

    /// <summary>Refuses what was sent when it is another object than the one that is stored, by its name, its namespace or its UID.</summary>
    public static void CheckUpdate(JsonObject next, JsonObject old, WriteScope scope)
    {
        CheckNames(next, scope);
        if (scope.OptionsKind != "UpdateOptions")
        {
            // A patch's UID is no precondition: to change it is refused later, as any change of what never changes.
            return;
        }

        var metadata = next.Map("metadata")!;
        RemoveRepeatedOwners(metadata, scope.Warnings);
        var current = old.Map("metadata")!.Text("uid");
        if (metadata.Text("uid") is { Length: > 0 } uid && uid != current)
        {
            var key = scope.Resource.Namespaced ? $"{scope.Key.Namespace}/{scope.Key.Name}" : scope.Key.Name;
            throw ApiErrors.Conflict(
                scope.Resource,
                scope.Key.Name,
                $"StorageError: invalid object, Code: 4, Key: /registry/{RegistryPath(scope.Resource)}/{key}, ResourceVersion: 0, AdditionalErrorMsg: "
                + $"Precondition failed: UID in precondition: {uid}, UID in object meta: {current}");
        }
    }

    /// <summary>Completes the metadata of an object that everybody has changed who may, from what is stored.</summary>
    public static void CompleteUpdate(JsonObject next, JsonObject old, WriteScope scope)
    {
        var metadata = next.Ensure("metadata");
        SetNamespace(metadata, scope);
        RemoveRepeatedOwners(metadata, scope.Warnings, isAdmitted: true);
        var before = old.Map("metadata")!;
        if (metadata.Text("uid").Length == 0)
        {
            metadata.TakeFrom("uid", before);
        }

        foreach (var field in AlwaysKept)
        {
            metadata.RestoreFrom(field, before);
        }

        if (before.ContainsKey("deletionTimestamp"))
        {
            metadata.TakeFrom("deletionTimestamp", before);
            metadata.TakeFrom("deletionGracePeriodSeconds", before);
        }
    }

    /// <summary>Refuses an object that is another one than the path's, and gives it the path's namespace.</summary>
    public static void CheckNames(JsonObject obj, WriteScope scope)
    {
        var metadata = obj.Ensure("metadata");
        SetNamespace(metadata, scope);
        CheckName(metadata, scope);
    }

    /// <summary>Refuses a body that names another object than the path, or none.</summary>
    public static void CheckName(JsonObject metadata, WriteScope scope)
    {
        var name = metadata.Text("name");
        if (name.Length == 0)
        {
            throw ApiErrors.BadRequest($"the name of the object ({scope.Key.Name} based on URL) was undeterminable: name must be provided");
        }

        if (name != scope.Key.Name)
        {
            throw ApiErrors.BadRequest($"the name of the object ({name}) does not match the name on the URL ({scope.Key.Name})");
        }
    }

    /// <summary>Compares the version that the client saw with the one that is stored.</summary>
    public static void CheckVersion(JsonObject next, JsonObject old, WriteScope scope)
    {
        var wanted = next.Map("metadata")!.Text("resourceVersion");
        var current = old.Map("metadata")!.Text("resourceVersion");
        var isGiven = wanted.Length > 0 && ReadVersion(wanted) > 0;
        if (!isGiven)
        {
            next.Map("metadata")!["resourceVersion"] = current;
            if (scope.Resource.IsCustom || !scope.Resource.Rules.AllowsUnconditionalUpdate)
            {
                throw ApiErrors.Invalid(
                    new GroupKind(scope.Resource.Kind.Group, scope.Resource.Plural),
                    scope.Key.Name,
                    [FieldError.Invalid("metadata.resourceVersion", 0, "must be specified for an update")]);
            }
        }
        else if (wanted != current)
        {
            throw ApiErrors.Modified(scope.Resource, scope.Key.Name);
        }
    }

    private static ulong ReadVersion(string text) => ulong.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var version)
        ? version
        : throw ApiErrors.Unclassified(
            $"strconv.ParseUint: parsing {GoText.Quote(text)}: {(text.Length > 0 && text.All(char.IsAsciiDigit) ? "value out of range" : "invalid syntax")}");

    /// <summary>Puts the object into the namespace of the request.</summary>
    public static void SetNamespace(JsonObject metadata, WriteScope scope)
    {
        if (!scope.Resource.Namespaced)
        {
            metadata.Remove("namespace");
            return;
        }

        var ns = metadata.Text("namespace");
        if (ns.Length > 0 && ns != scope.Key.Namespace)
        {
            throw ApiErrors.BadRequest("the namespace of the provided object does not match the namespace sent on the request");
        }

        if (ns.Length == 0)
        {
            metadata["namespace"] = scope.Key.Namespace;
        }
    }

    private static string RegistryPath(ResourceInfo resource) =>
        resource.Kind.Group.Contains('.', StringComparison.Ordinal) ? $"{resource.Kind.Group}/{resource.Plural}" : resource.Plural;
}
