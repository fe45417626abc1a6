using System.Collections.Frozen;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Slipway.Api.Admission;
using Slipway.Cli.Plane;
using Slipway.Kubernetes.Errors;
using Slipway.Kubernetes.Objects;

namespace Slipway.Cli.Webhooks;

/// <summary>The HTTP side of the webhooks of rules and of conversion: a path each, a review in, a review with its answer out.</summary>
internal sealed class WebhookEndpoint(AdmissionRules rules, IObjectFinder objects, InProcessConversion conversion)
{
    /// <summary>Largest review that is read: two objects of the largest size that an API server takes, and what is around them.</summary>
    private const int MaxReviewBytes = 8 * 1024 * 1024;

    /// <summary>Of a conversion, all objects of a list's page may be in one review.</summary>
    private const int MaxConversionBytes = 64 * 1024 * 1024;

    private readonly AdmissionReviewer _reviewer = new(rules, objects);
    private readonly ConversionReviewer _conversions = new(conversion);
    private readonly FrozenDictionary<string, RulesWebhook> _webhooks = rules.Webhooks.ToFrozenDictionary(w => w.Path);

    public async Task HandleAsync(HttpContext context)
    {
        var (request, response) = (context.Request, context.Response);
        var webhook = _webhooks.GetValueOrDefault(request.Path.Value ?? "");
        if (webhook is null && request.Path != ConversionReviewer.Path)
        {
            response.StatusCode = StatusCodes.Status404NotFound;
            return;
        }

        if (!HttpMethods.IsPost(request.Method))
        {
            response.StatusCode = StatusCodes.Status405MethodNotAllowed;
            return;
        }

        if (request.ContentLength is not { } length || length > (webhook is null ? MaxConversionBytes : MaxReviewBytes))
        {
            response.StatusCode = StatusCodes.Status413PayloadTooLarge;
            return;
        }

        try
        {
            var review = await JsonNode.ParseAsync(request.Body, default, KubeJson.DocumentOptions, context.RequestAborted) as JsonObject;
            var answer = webhook is null
                ? await _conversions.AnswerAsync(review ?? [], context.RequestAborted)
                : await _reviewer.AnswerAsync(webhook, review ?? [], context.RequestAborted);
            response.ContentType = "application/json";
            await response.Body.WriteAsync(KubeJson.ToUtf8(answer), context.RequestAborted);
        }
        catch (Exception e) when (e is JsonException or FormatException)
        {
            await RefuseAsync(response, StatusCodes.Status400BadRequest, e.Message);
        }
        catch (KubeApiException e)
        {
            await RefuseAsync(response, StatusCodes.Status500InternalServerError, $"an object could not be read: {e.Message}");
        }
    }

    private static Task RefuseAsync(HttpResponse response, int code, string why)
    {
        response.StatusCode = code;
        response.ContentType = "text/plain";
        return response.WriteAsync(why, response.HttpContext.RequestAborted);
    }
}
