using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Slipway.ApiServer.Admission.Expressions;
using Slipway.ApiServer.Admission.Matching;
using Slipway.ApiServer.Decoding;
using Slipway.ApiServer.Webhooks;

namespace Slipway.ApiServer.Admission.Webhooks;

/// <summary>One webhook of a MutatingWebhookConfiguration or ValidatingWebhookConfiguration.</summary>
internal sealed record Webhook
{
    private const int DefaultTimeoutSeconds = 10;

    /// <summary>The webhook's name, which need not be its alone among configurations.</summary>
    public required string Name { get; init; }

    /// <summary>The name of the configuration that it is in.</summary>
    public required string Configuration { get; init; }

    /// <summary>How it is reached; null when its configuration cannot be called.</summary>
    public required WebhookClientConfig? Client { get; init; }

    /// <summary>Which requests it is about.</summary>
    public required AdmissionMatch Match { get; init; }

    /// <summary>Whether requests go on when it cannot be asked (<c>failurePolicy: Ignore</c>).</summary>
    public required bool FailsOpen { get; init; }

    /// <summary>Whether it does nothing outside, or nothing for a dry run.</summary>
    public required bool AllowsDryRun { get; init; }

    /// <summary>Whether it is asked again when a later one has changed the object (<c>reinvocationPolicy: IfNeeded</c>).</summary>
    public required bool Reinvokes { get; init; }

    /// <summary>The conditions beyond <see cref="Match"/>; compiled when they are first needed.</summary>
    public required Lazy<MatchConditions> Conditions { get; init; }

    public required TimeSpan Timeout { get; init; }

    /// <summary>The version of AdmissionReview that it is sent, the first that is known here; empty when none is.</summary>
    public required string ReviewVersion { get; init; }

    /// <summary>Reads all webhooks of a configuration, in its order.</summary>
    public static ImmutableArray<Webhook> ReadAll(JsonObject configuration)
    {
        var name = configuration.Map("metadata")!.Text("name");
        return [.. (configuration.List("webhooks")?.OfType<JsonObject>() ?? []).Select(w => Read(w, name))];
    }

    private static Webhook Read(JsonObject webhook, string configuration) => new()
    {
        Name = webhook.Text("name"),
        Configuration = configuration,
        Client = WebhookClientConfig.Read(webhook.Map("clientConfig")),
        Match = AdmissionMatch.OfWebhook(webhook),
        FailsOpen = webhook.Text("failurePolicy") == "Ignore",
        AllowsDryRun = webhook.Text("sideEffects") is "None" or "NoneOnDryRun",
        Reinvokes = webhook.Text("reinvocationPolicy") == "IfNeeded",
        Conditions = new Lazy<MatchConditions>(() => MatchConditions.Read(webhook, AdmissionEnvironments.OfConditions(hasParams: false))),
        Timeout = TimeSpan.FromSeconds(webhook.Integer("timeoutSeconds") ?? DefaultTimeoutSeconds),
        ReviewVersion = webhook.Texts("admissionReviewVersions").FirstOrDefault(v => v is "v1" or "v1beta1") ?? "",
    };
}
