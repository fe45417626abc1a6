using System.Text.Json.Nodes;
using Slipway.ApiServer.Controllers;
using Slipway.ApiServer.CustomResources.Definitions;
using Slipway.ApiServer.Decoding;
using Slipway.ApiServer.Engine;
using Slipway.ApiServer.Errors;
using Slipway.ApiServer.Storage;
using Slipway.ApiServer.Verbs;

namespace Slipway.ApiServer.CustomResources;

/// <summary>
/// What a CustomResourceDefinition does besides being stored: its names are accepted or refused with the write itself, and once
/// the write is committed its resources are served.
/// </summary>
internal sealed class CustomResourceDefinitions(EngineCore core) : ICommitObserver
{
    public const string Resource = "customresourcedefinitions.apiextensions.k8s.io";

    private readonly Lock _gate = new();
    private readonly Dictionary<string, NameClaim> _claims = new(StringComparer.Ordinal);

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
            Settle(obj);
        }
        else if (scope.Resource.Custom is { } custom && scope.OptionsKind == "CreateOptions"
            && core.Registry.Custom.Definitions.TryGetValue(custom.Definition, out var definition) && definition.Terminating)
        {
            throw ApiErrors.NotWhileTerminating(scope.Resource, "create");
        }
    }

    /// <summary>Settles the status of a changed definition.</summary>
    public void CheckUpdate(WriteScope scope, JsonObject next, JsonObject old)
    {
        if (scope.Resource.GroupResource != Resource || scope.Subresource.Length > 0)
        {
            return;
        }

        if (!JsonNode.DeepEquals(next["spec"], old["spec"]))
        {
            Settle(next);
        }
        else if (!JsonNode.DeepEquals(next.Map("metadata")!["annotations"], old.Map("metadata")!["annotations"]))
        {
            ApprovalPolicy.SetCondition(next, core.Now());
        }
    }

    /// <summary>Decides again about the names of a definition, as others may have given theirs up.</summary>
    public void Settle(JsonObject definition)
    {
        var (names, kinds) = TakenBeside(definition.Map("metadata")!.Text("name"), definition.Map("spec")!.Text("group"));
        new DefinitionNaming(names, kinds).Settle(definition, core.Now());
        ApprovalPolicy.SetCondition(definition, core.Now());
    }

    /// <summary>The definitions of the same group that lack a name they ask for.</summary>
    public IReadOnlyList<StoreKey> Waiting(string definition)
    {
        var group = definition[(definition.IndexOf('.', StringComparison.Ordinal) + 1)..];
        lock (_gate)
        {
            return [.. _claims.Where(c => !c.Value.Settled && c.Value.Group == group && c.Key != definition).Select(c => new StoreKey(Resource, "", c.Key))];
        }
    }

    private void Refresh(StoreKey key)
    {
        // Commits of one definition may be told here in another order than they had: the store knows which is the last.
        lock (_gate)
        {
            if (core.Store.Get(key) is not { } stored)
            {
                _claims.Remove(key.Name);
                core.Registry.Remove(key.Name);
                return;
            }

            var definition = (JsonObject)JsonTreeReader.Read(stored.Json.Span)!;
            _claims[key.Name] = new NameClaim(
                definition.Map("spec")!.Text("group"),
                definition.Map("status")?.Map("acceptedNames") ?? [],
                DefinitionConditions.IsTrue(definition, "NamesAccepted"));
            if (CustomDefinitionReader.Read(definition, stored.Revision, core.Options.Converter) is { } served)
            {
                core.Registry.Set(served);
            }
            else
            {
                core.Registry.Remove(key.Name);
            }
        }
    }

    private (HashSet<string> Names, HashSet<string> Kinds) TakenBeside(string name, string group)
    {
        lock (_gate)
        {
            var others = _claims.Where(c => c.Value.Group == group && c.Key != name).Select(c => c.Value.Names).ToList();
            return (
                [.. others.SelectMany(o => o.Texts("shortNames").Concat([o.Text("plural"), o.Text("singular")])).Where(n => n.Length > 0)],
                [.. others.SelectMany(o => new[] { o.Text("kind"), o.Text("listKind") }).Where(n => n.Length > 0)]);
        }
    }
}
