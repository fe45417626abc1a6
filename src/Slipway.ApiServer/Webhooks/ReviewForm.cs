namespace Slipway.ApiServer.Webhooks;

/// <summary>What a webhook is asked by and must answer with.</summary>
/// <param name="Group">The API group of the review.</param>
/// <param name="Version">The version that was sent: v1 or v1beta1.</param>
/// <param name="Kind">The review's kind.</param>
internal readonly record struct ReviewForm(string Group, string Version, string Kind)
{
    public string ApiVersion => $"{Group}/{Version}";

    /// <summary>What upstream's client says when its time is over: that of conversions has a limit of its own.</summary>
    public string TimeoutText => Kind == "ConversionReview"
        ? "net/http: request canceled (Client.Timeout exceeded while awaiting headers)"
        : "context deadline exceeded";

    /// <summary>Whether upstream's client knows a version of the review, be it the one that was sent or not.</summary>
    public bool Knows(string apiVersion, string kind) =>
        kind == Kind && (apiVersion == $"{Group}/v1" || apiVersion == $"{Group}/v1beta1");
}
