using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Slipway.ApiServer.Tests.Recorded;

/// <summary>Asks what a case asks, in a namespace of its own, and compares.</summary>
internal sealed partial class CaseReplay
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan RetryDelay = TimeSpan.FromMilliseconds(20);

    private readonly RecordedPlane _plane;
    private readonly RecordedCase _case;
    private readonly string _namespace;
    private readonly Dictionary<string, string> _names = new(StringComparer.Ordinal);

    public CaseReplay(RecordedPlane plane, RecordedCase @case)
    {
        _plane = plane;
        _case = @case;
        _namespace = $"t-{@case.Name}-{RandomNumberGenerator.GetHexString(6, lowercase: true)}";
        _names["ns"] = _namespace;
    }

    /// <summary>What differs: the number of the step, its request, and the places in the answer.</summary>
    public async Task<IReadOnlyList<string>> RunAsync(CancellationToken cancellationToken)
    {
        var differences = new List<string>();
        await AskAsync("POST", "/api/v1/namespaces", new JsonObject { ["metadata"] = new JsonObject { ["name"] = _namespace } }, cancellationToken);
        try
        {
            for (var i = 0; i < _case.Steps.Count; i++)
            {
                var number = i + 1;
                var step = _case.Steps[i];
                differences.AddRange((await CompareAsync(step, _case.Answers[i], cancellationToken)).Select(d => $"step {number} ({step["do"]}): {d}"));
            }
        }
        finally
        {
            foreach (var path in _case.Cleanup.Append("/api/v1/namespaces/{ns}"))
            {
                await AskAsync("DELETE", Named(path), body: null, cancellationToken);
            }
        }

        return differences;
    }

    private async Task<IReadOnlyList<string>> CompareAsync(JsonObject step, JsonObject want, CancellationToken cancellationToken)
    {
        want = (JsonObject)NormalAnswer.Of(want, _namespace)!;
        NormalAnswer.OfMessage(want["body"]);
        using var patience = new CancellationTokenSource(Patience);
        while (true)
        {
            var (code, answer) = await RunStepAsync(step, cancellationToken);
            var got = new JsonObject { ["status"] = code, ["body"] = View(step, NormalAnswer.Of(answer, _namespace)) };
            var differences = AnswerDifference.Between(want, got).ToList();
            if (differences.Count == 0 || step["eventually"] is null || patience.IsCancellationRequested)
            {
                return differences;
            }

            await Task.Delay(RetryDelay, cancellationToken);
        }
    }

    private async Task<(int Code, JsonNode? Answer)> RunStepAsync(JsonObject step, CancellationToken cancellationToken)
    {
        var (method, path) = Named((string)step["do"]!).Split(' ', 2) is [var m, var p] ? (m, p) : throw new InvalidDataException($"step {step["do"]}");
        var text = step.ContainsKey("text") ? (string)step["text"]! : step.ContainsKey("body") ? RequestJson.Write(step["body"]) : null;
        using var response = await _plane.SendAsync(
            method,
            path,
            text is null ? null : Encoding.UTF8.GetBytes(Named(text)),
            (string?)step["type"] ?? "application/json",
            (string?)step["accept"] ?? "application/json",
            cancellationToken);
        var answer = step["watch"] is { } count
            ? await ReadEventsAsync(response, (int)(long)count, cancellationToken)
            : await ReadAsync(response, cancellationToken);
        foreach (var (name, where) in step["save"]?.AsObject() ?? [])
        {
            _names[name] = JsonPaths.Find(answer, (string)where!) is JsonValue value ? value.ToString() : "";
        }

        return ((int)response.StatusCode, answer);
    }

    private static async Task<JsonNode?> ReadAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        var text = await response.Content.ReadAsStringAsync(cancellationToken);
        try
        {
            return JsonNode.Parse(text);
        }
        catch (JsonException)
        {
            return new JsonObject
            {
                ["<not json>"] = text.Length > 0,
                ["content-type"] = response.Content.Headers.ContentType?.MediaType ?? "",
            };
        }
    }

    private static async Task<JsonNode> ReadEventsAsync(HttpResponseMessage response, int count, CancellationToken cancellationToken)
    {
        if (!response.IsSuccessStatusCode)
        {
            return new JsonArray(await ReadAsync(response, cancellationToken));
        }

        var events = new JsonArray();
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(Patience);
        using var reader = new StreamReader(await response.Content.ReadAsStreamAsync(cancellationToken));
        try
        {
            while (events.Count < count && await reader.ReadLineAsync(patience.Token) is { } line)
            {
                events.Add(JsonNode.Parse(line));
            }
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            // What has come until now is compared: the difference says what is missing.
            return events;
        }

        return events;
    }

    private static JsonNode? View(JsonObject step, JsonNode? body)
    {
        if (step["only"] is JsonArray only)
        {
            body = new JsonObject(only.Select(p => KeyValuePair.Create((string)p!, JsonPaths.Find(body, (string)p!)?.DeepClone())));
        }

        foreach (var path in (step["ignore"] as JsonArray ?? []).Select(p => (string)p!))
        {
            // Of a watch, a path that names no event is meant for each.
            JsonPaths.Remove(body, body is JsonArray && !char.IsAsciiDigit(path[0]) && path[0] != '*' ? "*." + path : path);
        }

        NormalAnswer.OfMessage(body);
        return body;
    }

    private async Task AskAsync(string method, string path, JsonNode? body, CancellationToken cancellationToken)
    {
        var bytes = body is null ? null : Encoding.UTF8.GetBytes(RequestJson.Write(body));
        using var response = await _plane.SendAsync(method, path, bytes, "application/json", "application/json", cancellationToken);
    }

    private string Named(string text) => Placeholder().Replace(text, m => _names.GetValueOrDefault(m.Groups["name"].Value, m.Value));

    [GeneratedRegex(@"\{(?<name>\w+)\}", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Placeholder();
}
