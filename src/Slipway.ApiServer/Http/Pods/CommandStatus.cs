using System.Buffers;
using System.Globalization;
using System.Text.Json;
using Slipway.Kubernetes.Objects;

namespace Slipway.ApiServer.Http.Pods;

/// <summary>How a command ended, in the words and forms of kubelets.</summary>
internal sealed class CommandStatus
{
    private readonly int _exitCode;
    private readonly string? _failure;

    private CommandStatus(int exitCode, string? failure) => (_exitCode, _failure) = (exitCode, failure);

    /// <summary>The text for clients whose protocol knows no other form; empty of a command that succeeded.</summary>
    public string Text => _failure is not null
        ? $"Internal error occurred: {_failure}"
        : _exitCode == 0 ? "" : $"command terminated with non-zero exit code: exit status {Code}";

    private string Code => _exitCode.ToString(CultureInfo.InvariantCulture);

    /// <summary>The command has run to its end.</summary>
    public static CommandStatus Exited(int exitCode) => new(exitCode, failure: null);

    /// <summary>The command could not be run.</summary>
    public static CommandStatus Failed(string verb, string why) => new(exitCode: -1, $"error {verb}: {why}");

    /// <summary>The <c>Status</c> as JSON.</summary>
    public ReadOnlyMemory<byte> ToJson()
    {
        var body = new ArrayBufferWriter<byte>(256);
        using var json = new Utf8JsonWriter(body, KubeJson.WriterOptions);
        json.WriteStartObject();
        json.WriteStartObject("metadata"u8);
        json.WriteEndObject();
        if (_failure is null && _exitCode == 0)
        {
            json.WriteString("status"u8, "Success"u8);
        }
        else
        {
            WriteFailure(json);
        }

        json.WriteEndObject();
        json.Flush();
        return body.WrittenMemory;
    }

    private void WriteFailure(Utf8JsonWriter json)
    {
        json.WriteString("status"u8, "Failure"u8);
        json.WriteString("message"u8, Text);
        json.WriteString("reason"u8, _failure is null ? "NonZeroExitCode"u8 : "InternalError"u8);
        json.WriteStartObject("details"u8);
        json.WriteStartArray("causes"u8);
        json.WriteStartObject();
        if (_failure is null)
        {
            json.WriteString("reason"u8, "ExitCode"u8);
        }

        json.WriteString("message"u8, _failure ?? Code);
        json.WriteEndObject();
        json.WriteEndArray();
        json.WriteEndObject();
        if (_failure is not null)
        {
            json.WriteNumber("code"u8, 500);
        }
    }
}
