using System.Text.Json.Nodes;
using Slipway.ApiServer.Admission.Expressions;
using Slipway.ApiServer.Decoding;
using Slipway.Kubernetes.Schemas;

namespace Slipway.ApiServer.Kinds.Admission;

/// <summary>MutatingWebhookConfigurations and ValidatingWebhookConfigurations.</summary>
/// <param name="mutates">Which of the two.</param>
internal sealed class WebhookConfigurationRules(bool mutates) : KindRules
{
    private static readonly string[] SideEffects = ["None", "NoneOnDryRun"];

    public override bool HasGeneration => true;

    public override bool AllowsUnconditionalUpdate => false;

    public override void Default(JsonObject obj)
    {
        foreach (var webhook in Items(obj, "webhooks"))
        {
            webhook.Default("failurePolicy", "Fail");
            webhook.Default("matchPolicy", "Equivalent");
            webhook.Default("namespaceSelector", new JsonObject());
            webhook.Default("objectSelector", new JsonObject());
            webhook.Default("timeoutSeconds", 10);
            if (mutates)
            {
                webhook.Default("reinvocationPolicy", "Never");
            }

            WebhookClientChecks.Default(webhook.Map("clientConfig"));
            foreach (var rule in Items(webhook, "rules"))
            {
                AdmissionRuleChecks.Default(rule);
            }
        }
    }

    public override bool DesiredStateDiffers(JsonObject obj, JsonObject old) => !JsonNode.DeepEquals(obj["webhooks"], old["webhooks"]);

    public override void Validate(JsonObject obj, List<FieldError> errors)
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        var i = 0;
        foreach (var webhook in Items(obj, "webhooks"))
        {
            var path = $"webhooks[{i++}]";
            ValidateWebhook(webhook, path, errors);
            ReviewVersionChecks.Check(webhook, path, errors);
            if (webhook.Text("name") is { Length: > 0 } name && !names.Add(name))
            {
                errors.Add(FieldError.Duplicate($"{path}.name", name));
            }
        }
    }

    private static void ValidateName(string name, string path, List<FieldError> errors)
    {
        if (name.Length == 0)
        {
            errors.Add(FieldError.Required(path));
        }
        else if (NameSyntax.Errors(name, NameRule.Subdomain).ToList() is { Count: > 0 } wrong)
        {
            errors.Add(FieldError.Invalid(path, name, string.Join(',', wrong)));
        }
        else if (name.Split('.').Length < 3)
        {
            errors.Add(FieldError.Invalid(path, name, "should be a domain with at least three segments separated by dots"));
        }
    }

    private void ValidateWebhook(JsonObject webhook, string path, List<FieldError> errors)
    {
        ValidateName(webhook.Text("name"), $"{path}.name", errors);
        var i = 0;
        foreach (var rule in Items(webhook, "rules"))
        {
            AdmissionRuleChecks.Check(rule, $"{path}.rules[{i++}]", errors);
        }

        Choices.Check(webhook, path, "failurePolicy", Choices.FailurePolicies, errors);
        Choices.Check(webhook, path, "matchPolicy", Choices.MatchPolicies, errors);
        if (webhook["sideEffects"] is null)
        {
            errors.Add(FieldError.Required($"{path}.sideEffects", $"must specify one of {string.Join(", ", SideEffects)}"));
        }

        Choices.Check(webhook, path, "sideEffects", SideEffects, errors);
        if (webhook.Integer("timeoutSeconds") is { } seconds and not (>= 1 and <= 30))
        {
            errors.Add(FieldError.Invalid($"{path}.timeoutSeconds", seconds, "the timeout value must be between 1 and 30 seconds"));
        }

        LabelSelectorChecks.Check(webhook.Map("namespaceSelector"), $"{path}.namespaceSelector", errors);
        LabelSelectorChecks.Check(webhook.Map("objectSelector"), $"{path}.objectSelector", errors);
        if (mutates)
        {
            Choices.Check(webhook, path, "reinvocationPolicy", Choices.ReinvocationPolicies, errors);
        }

        WebhookClientChecks.Check(webhook.Map("clientConfig") ?? [], $"{path}.clientConfig", errors);
        MatchConditionChecks.Check(webhook, path, AdmissionEnvironments.OfConditions(hasParams: false), errors);
    }
}
