using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Slipway.ApiServer.Decoding;
using Slipway.ApiServer.Registry;

namespace Slipway.ApiServer.Admission.Matching;

/// <summary>Which requests a webhook or a policy is about: one of its <c>rules</c>.</summary>
internal sealed class AdmissionRule
{
    private const string Any = "*";

    private readonly ImmutableArray<string> _operations;
    private readonly ImmutableArray<string> _groups;
    private readonly ImmutableArray<string> _versions;
    private readonly ImmutableArray<(string Resource, string Subresource)> _resources;
    private readonly ImmutableArray<string> _names;
    private readonly string _scope;

    private AdmissionRule(JsonObject rule)
    {
        _operations = [.. rule.Texts("operations")];
        _groups = [.. rule.Texts("apiGroups")];
        _versions = [.. rule.Texts("apiVersions")];
        _resources = [.. rule.Texts("resources").Select(Split)];
        _names = [.. rule.Texts("resourceNames")];
        _scope = rule.Text("scope");
    }

    /// <summary>The rules in a list of an object.</summary>
    public static ImmutableArray<AdmissionRule> ReadAll(JsonObject owner, string list) =>
        [.. (owner.List(list)?.OfType<JsonObject>() ?? []).Select(r => new AdmissionRule(r))];

    /// <summary>Whether the rule is about a request, had it come for <paramref name="resource"/>.</summary>
    public bool Matches(AdmissionSubject subject, ResourceInfo resource) =>
        MatchesScope(subject, resource)
        && Has(_operations, subject.Operation)
        && Has(_groups, resource.Kind.Group)
        && Has(_versions, resource.Kind.Version)
        && MatchesResource(resource.Plural, subject.Scope.Subresource)
        && (_names.IsEmpty || _names.Contains(subject.Name));

    private static bool Has(ImmutableArray<string> items, string wanted)
    {
        foreach (var item in items)
        {
            if (item == Any || item == wanted)
            {
                return true;
            }
        }

        return false;
    }

    private static (string Resource, string Subresource) Split(string resource)
    {
        var slash = resource.IndexOf('/', StringComparison.Ordinal);
        return slash < 0 ? (resource, "") : (resource[..slash], resource[(slash + 1)..]);
    }

    private bool MatchesScope(AdmissionSubject subject, ResourceInfo resource)
    {
        var isClusterWide = resource.GroupResource == "namespaces" || subject.Namespace.Length == 0;
        return _scope switch
        {
            "" or Any => true,
            "Namespaced" => !isClusterWide,
            "Cluster" => isClusterWide,
            _ => false,
        };
    }

    private bool MatchesResource(string plural, string subresource)
    {
        foreach (var (resource, sub) in _resources)
        {
            if ((resource == Any || resource == plural) && (sub == Any || sub == subresource))
            {
                return true;
            }
        }

        return false;
    }
}
