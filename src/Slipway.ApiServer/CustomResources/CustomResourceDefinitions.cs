using System.Text.Json.Nodes;
using Slipway.ApiServer.Controllers;
using Slipway.ApiServer.Decoding;
using Slipway.ApiServer.Engine;
using Slipway.ApiServer.Errors;
using Slipway.ApiServer.Storage;
using Slipway.ApiServer.Verbs;
using Slipway.Kubernetes.Objects;
using Slipway.Kubernetes.Schemas;

namespace Slipway.ApiServer.CustomResources;

/// <summary>
/// What a CustomResourceDefinition does besides being stored: its names are accepted or refused with the write itself, and once
/// the write is committed its resources are served.
/// </summary>
internal sealed class CustomResourceDefinitions(EngineCore core) : ICommitObserver
{
    public const string Resource = "customresourcedefinitions.apiextensions.k8s.io";

    private readonly Lock _gate = new();

    /// <summary>Serves the resources of all definitions in the store.</summary>
    public void Load()
    {
        foreach (var stored in core.Store.List(new StoreQuery(Resource)).Items)
        {
            Refresh(stored.Key);
        }
    }

    public void Committed(StoreEventKind kind, StoredObject current, StoredObject? before)
    {
        if (current.Key.Resource == Resource)
        {
            Refresh(current.Key);
        }
    }

    /// <summary>Settles the status of a new definition; refuses objects of a kind that is going away.</summary>
    public void CheckCreate(WriteScope scope, JsonObject obj)
    {
        if (scope.Resource.GroupResource == Resource)
        {
            CheckRules(obj);
            AcceptNames(obj);
        }
        else if (scope.Resource.Custom is { } custom
            && core.Registry.Custom.Definitions.TryGetValue(custom.Definition, out var definition) && definition.Terminating)
        {
            throw ApiErrors.Forbidden(scope.Resource, scope.Key.Name, "create not allowed while custom resource definition is terminating");
        }
    }

    /// <summary>Settles the status of a changed definition.</summary>
    public void CheckUpdate(WriteScope scope, JsonObject next, JsonObject old)
    {
        if (scope.Resource.GroupResource == Resource && scope.Subresource.Length == 0
            && !JsonNode.DeepEquals(next["spec"], old["spec"]))
        {
            CheckRules(next);
            AcceptNames(next);
        }
    }

    private void Refresh(StoreKey key)
    {
        // Commits of one definition may be told here in another order than they had: the store knows which is the last.
        lock (_gate)
        {
            if (core.Store.Get(key) is { } stored && CustomDefinitionReader.Read(stored) is { } definition)
            {
                core.Registry.Set(definition);
            }
            else
            {
                core.Registry.Remove(key.Name);
            }
        }
    }

    private void CheckRules(JsonObject definition)
    {
        if (core.Options.Rules is not { } rules)
        {
            return;
        }

        var schemas = definition.Map("spec")!.List("versions")!.OfType<JsonObject>().Select(v => v.Map("schema")!.Map("openAPIV3Schema")!).ToList();
        var shared = schemas.TrueForAll(s => JsonNode.DeepEquals(s, schemas[0]));
        var errors = new List<FieldError>();
        for (var i = 0; i < (shared ? 1 : schemas.Count); i++)
        {
            var path = shared ? "spec.validation.openAPIV3Schema" : $"spec.versions[{i}].schema.openAPIV3Schema";
            errors.AddRange(rules.Check(Schema.FromJson(schemas[i]), path));
        }

        if (errors.Count > 0)
        {
            throw ApiErrors.Invalid(
                new GroupKind("apiextensions.k8s.io", "CustomResourceDefinition"),
                definition.Map("metadata")!.Text("name"),
                errors);
        }
    }

    private void AcceptNames(JsonObject definition)
    {
        var spec = definition.Map("spec")!;
        var names = spec.Map("names")!;
        var now = core.Now();
        if (Conflict(definition.Map("metadata")!.Text("name"), spec.Text("group"), names) is { } conflict)
        {
            DefinitionConditions.Set(definition, "NamesAccepted", "False", conflict.Reason, conflict.Message, now);
            if (!DefinitionConditions.IsTrue(definition, "Established"))
            {
                DefinitionConditions.Set(definition, "Established", "False", "NotAccepted", "not all names are accepted", now);
                definition.Map("status")!["acceptedNames"] = new JsonObject { ["plural"] = "", ["kind"] = "" };
            }

            return;
        }

        definition.Ensure("status")["acceptedNames"] = names.DeepClone();
        DefinitionConditions.Set(definition, "NamesAccepted", "True", "NoConflicts", "no conflicts found", now);
        DefinitionConditions.Set(definition, "Established", "True", "InitialNamesAccepted", "the initial names have been accepted", now);
    }

    private (string Reason, string Message)? Conflict(string name, string group, JsonObject names)
    {
        var others = core.Registry.Custom.Definitions.Values.Where(d => d.Group == group && d.Name != name).Select(d => d.Names).ToList();
        var takenNames = others.SelectMany(o => o.Texts("shortNames").Concat([o.Text("plural"), o.Text("singular")])).ToHashSet(StringComparer.Ordinal);
        var takenKinds = others.SelectMany(o => new[] { o.Text("kind"), o.Text("listKind") }).ToHashSet(StringComparer.Ordinal);
        foreach (var (field, reason, taken) in new[]
        {
            ("plural", "PluralConflict", takenNames), ("singular", "SingularConflict", takenNames),
            ("kind", "KindConflict", takenKinds), ("listKind", "ListKindConflict", takenKinds),
        })
        {
            if (taken.Contains(names.Text(field)))
            {
                return (reason, $"\"{names.Text(field)}\" is already in use");
            }
        }

        return names.Texts("shortNames").FirstOrDefault(takenNames.Contains) is { } shortName
            ? ("ShortNamesConflict", $"\"{shortName}\" is already in use")
            : null;
    }
}
