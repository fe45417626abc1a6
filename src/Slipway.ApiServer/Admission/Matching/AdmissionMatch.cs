using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Slipway.ApiServer.Decoding;
using Slipway.Kubernetes.Selectors;

namespace Slipway.ApiServer.Admission.Matching;

/// <summary>When a webhook, a policy or a policy's binding is about a request: rules and selectors.</summary>
internal sealed class AdmissionMatch
{
    /// <summary>About every request.</summary>
    public static readonly AdmissionMatch Always = new();

    /// <summary>One of these must match; when there is none every request does, if <see cref="NeedsRule"/> does not forbid it.</summary>
    public ImmutableArray<AdmissionRule> Rules { get; init; } = [];

    /// <summary>None of these may match.</summary>
    public ImmutableArray<AdmissionRule> Excluded { get; init; } = [];

    /// <summary>Whether nothing matches without a rule.</summary>
    public bool NeedsRule { get; init; }

    /// <summary>Whether a rule for another version of the request's resource counts.</summary>
    public bool Equivalent { get; init; }

    public LabelSelector Namespaces { get; init; } = LabelSelector.Everything;

    public LabelSelector Objects { get; init; } = LabelSelector.Everything;

    /// <summary>A webhook's.</summary>
    public static AdmissionMatch OfWebhook(JsonObject webhook) => new()
    {
        Rules = AdmissionRule.ReadAll(webhook, "rules"),
        NeedsRule = true,
        Equivalent = webhook.Text("matchPolicy") != "Exact",
        Namespaces = Selector(webhook, "namespaceSelector"),
        Objects = Selector(webhook, "objectSelector"),
    };

    /// <summary>A policy's or a binding's <c>MatchResources</c>; null matches all.</summary>
    public static AdmissionMatch OfResources(JsonObject? resources) => resources is null ? Always : new()
    {
        Rules = AdmissionRule.ReadAll(resources, "resourceRules"),
        Excluded = AdmissionRule.ReadAll(resources, "excludeResourceRules"),
        Equivalent = resources.Text("matchPolicy") != "Exact",
        Namespaces = Selector(resources, "namespaceSelector"),
        Objects = Selector(resources, "objectSelector"),
    };

    private static LabelSelector Selector(JsonObject owner, string field) =>
        owner.Map(field) is { } selector ? LabelSelector.FromJson(selector) : LabelSelector.Everything;
}
