using System.Globalization;
using Microsoft.AspNetCore.Http;
using Slipway.ApiServer.Decoding.Go;
using Slipway.ApiServer.Errors;
using Slipway.ApiServer.Http.Routing;
using Slipway.Kubernetes.Objects;
using Slipway.Kubernetes.Schemas;

namespace Slipway.ApiServer.Http.Pods;

/// <summary>What a client of <c>pods/log</c> asks for in its query.</summary>
internal sealed record LogOptions
{
    /// <summary>The container; empty for a pod's only one.</summary>
    public required string Container { get; init; }

    /// <summary>Whether to go on for as long as the client listens.</summary>
    public bool Follow { get; init; }

    /// <summary>Whether the log of the container's last run is meant.</summary>
    public bool Previous { get; init; }

    /// <summary>Whether each line begins with its time.</summary>
    public bool Timestamps { get; init; }

    /// <summary>Only so many lines of the end; null for all.</summary>
    public long? TailLines { get; init; }

    /// <summary>Only so many bytes; null for all.</summary>
    public long? LimitBytes { get; init; }

    /// <summary>Only what is as young as that, in seconds; null for all.</summary>
    public long? SinceSeconds { get; init; }

    /// <summary>Only what is of then or later; null for all.</summary>
    public DateTimeOffset? SinceTime { get; init; }

    /// <exception cref="Slipway.Kubernetes.Errors.KubeApiException">kube-apiserver refuses the query so.</exception>
    public static LogOptions Of(IQueryCollection query, string pod)
    {
        var options = new LogOptions
        {
            Container = query.Text("container"),
            Follow = query.Flag("follow") == true,
            Previous = query.Flag("previous") == true,
            Timestamps = query.Flag("timestamps") == true,
            TailLines = query.Number("tailLines"),
            LimitBytes = query.Number("limitBytes"),
            SinceSeconds = query.Number("sinceSeconds"),
            SinceTime = TimeOf(query.Text("sinceTime")),
        };
        var errors = options.Check(query.ContainsKey("stream")).ToList();
        return errors.Count == 0 ? options : throw ApiErrors.Invalid(new GroupKind("", "PodLogOptions"), pod, errors);
    }

    private IEnumerable<FieldError> Check(bool hasStream)
    {
        if (TailLines < 0)
        {
            yield return FieldError.Invalid("tailLines", TailLines, "must be greater than or equal to 0");
        }

        if (LimitBytes < 1)
        {
            yield return FieldError.Invalid("limitBytes", LimitBytes, "must be greater than 0");
        }

        if (SinceSeconds is not null && SinceTime is not null)
        {
            yield return FieldError.Forbidden("[]", "at most one of `sinceTime` or `sinceSeconds` may be specified");
        }
        else if (SinceSeconds < 1)
        {
            yield return FieldError.Invalid("sinceSeconds", SinceSeconds, "must be greater than 0");
        }

        if (hasStream)
        {
            yield return FieldError.Forbidden("stream", "may not be specified");
        }
    }

    private static DateTimeOffset? TimeOf(string text)
    {
        if (text.Length == 0)
        {
            return null;
        }

        return GoTime.Error(text, "2006-01-02T15:04:05Z07:00") is { } error
            ? throw FrontErrors.BadRequest(error)
            : DateTimeOffset.Parse(text, CultureInfo.InvariantCulture);
    }
}
