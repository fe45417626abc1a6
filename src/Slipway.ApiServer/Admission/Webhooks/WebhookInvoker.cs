using System.Text.Json.Nodes;
using Microsoft.Extensions.Logging;
using Slipway.ApiServer.Admission.Expressions;
using Slipway.ApiServer.Admission.Matching;
using Slipway.ApiServer.Engine;
using Slipway.ApiServer.Errors;
using Slipway.ApiServer.Metrics;
using Slipway.ApiServer.Webhooks;
using Slipway.Kubernetes.Errors;
using Slipway.Kubernetes.Randomness;
using Slipway.Kubernetes.Schemas;

namespace Slipway.ApiServer.Admission.Webhooks;

/// <summary>Asks one webhook about one request.</summary>
internal sealed partial class WebhookInvoker(EngineCore core)
{
    private readonly AdmissionMatcher _matcher = new(core);
    private readonly SubjectVersions _versions = new(core);
    private readonly ILogger _logger = core.Options.Loggers.CreateLogger<WebhookInvoker>();

    /// <summary>What the webhook is to be shown; null when it is not to be asked.</summary>
    public AdmissionTarget? Find(Webhook webhook, AdmissionSubject subject) => _matcher.Find(webhook.Match, subject);

    /// <summary>The request with its objects in the version that the webhook is shown: copies, unless it is the request's own.</summary>
    public ValueTask<AdmissionSubject> ShowAsync(AdmissionSubject subject, AdmissionTarget target, CancellationToken cancellationToken) =>
        _versions.ShowAsync(subject, target, cancellationToken);

    /// <summary>Whether the webhook's conditions hold.</summary>
    /// <exception cref="KubeApiException">403: that cannot be told, and the webhook must not be left out.</exception>
    public bool Meets(Webhook webhook, AdmissionSubject shown, AdmissionTarget target, CancellationToken cancellationToken)
    {
        var conditions = webhook.Conditions.Value;
        if (conditions.IsEmpty)
        {
            return true;
        }

        var budget = new ExpressionBudget(ExpressionBudget.OfMatchConditions);
        var activation = new AdmissionActivation(AdmissionInputs.Of(shown, target, core.Access.Authorizer), variables: null, budget);
        if (conditions.Match(activation, budget, out var error, cancellationToken))
        {
            return true;
        }

        return error is null || webhook.FailsOpen ? false : throw ApiErrors.Forbidden(shown.Resource, shown.Name, error);
    }

    /// <summary>Asks the webhook; its warnings go to the client.</summary>
    /// <returns>The answer, which allows the request; null when the webhook could not be asked and that is no matter.</returns>
    /// <exception cref="KubeApiException">The webhook refuses, or could not be asked.</exception>
    public async ValueTask<AdmissionAnswer?> AskAsync(
        Webhook webhook, AdmissionSubject shown, AdmissionTarget target, bool mutates, CancellationToken cancellationToken)
    {
        if (shown.Scope.DryRun && !webhook.AllowsDryRun)
        {
            throw ApiErrors.BadRequest($"admission webhook {GoText.Quote(webhook.Name)} does not support dry run");
        }

        var started = core.Time.GetTimestamp();
        try
        {
            var answer = await PostAsync(webhook, shown, target, mutates, cancellationToken);
            Count(answer.IsAllowed ? 200 : answer.Refusal(webhook.Name).Code, answer.IsAllowed ? "" : "no_error");
            Annotate(webhook, shown, answer);
            lock (shown.Scope.Warnings)
            {
                shown.Scope.Warnings.AddRange(answer.Warnings);
            }

            return answer.IsAllowed ? answer : throw new KubeApiException(answer.Refusal(webhook.Name));
        }
        catch (WebhookCallException e)
        {
            Count(500, webhook.FailsOpen ? "" : "calling_webhook_error");
            PassOrFail(webhook, e.Message);
            return null;
        }

        void Count(int code, string error) => core.CountWebhook(
            new WebhookCall(webhook.Name, mutates ? "admit" : "validating", shown.Operation, code, error.Length > 0, error),
            core.Time.GetElapsedTime(started).TotalSeconds);
    }

    /// <summary>Lets a request go on without a webhook that did not do its part, if it may.</summary>
    /// <exception cref="KubeApiException">It may not.</exception>
    public void PassOrFail(Webhook webhook, string why)
    {
        if (!webhook.FailsOpen)
        {
            throw ApiErrors.Internal($"failed calling webhook {GoText.Quote(webhook.Name)}: {why}");
        }

        LogFailedOpen(webhook.Name, webhook.Configuration, why);
    }

    private static void Annotate(Webhook webhook, AdmissionSubject shown, AdmissionAnswer answer)
    {
        if (shown.Scope.Request?.Audit is { } notes)
        {
            foreach (var (key, value) in answer.AuditAnnotations)
            {
                notes.Add($"{webhook.Name}/{key}", value);
            }
        }
    }

    private async ValueTask<AdmissionAnswer> PostAsync(
        Webhook webhook, AdmissionSubject shown, AdmissionTarget target, bool mutates, CancellationToken cancellationToken)
    {
        if (webhook.ReviewVersion.Length == 0)
        {
            throw new WebhookCallException(
                "could not create admission objects: webhook does not accept known AdmissionReview versions (v1, v1beta1)");
        }

        var client = webhook.Client
            ?? throw new WebhookCallException("could not get REST client: webhook configuration must have either service or URL");
        var uid = core.Random.NextGuid().ToString();
        var review = AdmissionReviews.Write(webhook.ReviewVersion, uid, shown, target);
        JsonObject answer;
        try
        {
            var form = new ReviewForm(AdmissionReviews.Group, webhook.ReviewVersion, "AdmissionReview");
            answer = await core.Webhooks.PostAsync(client, form, review, webhook.Timeout, cancellationToken);
        }
        catch (WebhookCallException e)
        {
            throw new WebhookCallException($"failed to call webhook: {e.Message}", e);
        }

        try
        {
            return AdmissionAnswer.Read(answer, webhook.ReviewVersion, uid, mutates);
        }
        catch (WebhookCallException e)
        {
            throw new WebhookCallException($"received invalid webhook response: {e.Message}", e);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Webhook {Webhook} of {Configuration} failed, the request goes on: {Why}")]
    private partial void LogFailedOpen(string webhook, string configuration, string why);
}
