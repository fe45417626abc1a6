using Slipway.Cel.Libraries;
using Slipway.Cel.Types;
using Slipway.Cel.Values;

namespace Slipway.Cel.Tests.Conformance;

/// <summary>One case of cel-spec.</summary>
internal sealed record SpecCase(string File, string Section, TextMessage Content)
{
    public string Name => $"{File}/{Section}/{Content.Text("name")}";

    public static IEnumerable<SpecCase> ReadAll(string path)
    {
        var file = TextFormatReader.Read(System.IO.File.ReadAllText(path));
        return
            from section in file.Messages("section")
            from test in section.Messages("test")
            select new SpecCase(Path.GetFileNameWithoutExtension(path), section.Text("name")!, test);
    }

    /// <summary>Null where it passes; else what went wrong.</summary>
    public string? Run(CelEnvironment environment)
    {
        try
        {
            return Check(environment);
        }
        catch (Exception e) when (e is NotSupportedException or FormatException or InvalidCastException or KeyNotFoundException)
        {
            return $"{e.GetType().Name}: {e.Message}";
        }
    }

    private string? Check(CelEnvironment environment)
    {
        environment = environment with { Container = Content.Text("container") ?? "" };
        environment = Content.Messages("type_env").Where(d => d.Has("ident")).Aggregate(
            environment, (e, d) => e.With(new CelVariable(d.Text("name")!, SpecTypes.Read(d.Message("ident")!.Message("type")!))));
        environment = environment.With(new CelLibrary("case")
        {
            Overloads =
            [
                .. from declaration in Content.Messages("type_env")
                   where declaration.Has("function")
                   from overload in declaration.Message("function")!.Messages("overloads")
                   select Overload(declaration.Text("name")!, overload),
            ],
        });
        if (Content.Text("disable_macros") == "true")
        {
            environment = environment.WithoutMacros();
        }

        var compilation = environment.Compile(Content.Text("expr")!, isChecked: Content.Text("disable_check") != "true");
        var expectsError = Content.Has("eval_error") || Content.Has("any_eval_errors");
        if (!compilation.Succeeded)
        {
            return expectsError ? null : compilation.IssueText;
        }

        if (Content.Message("typed_result")?.Message("deduced_type") is { } type
            && !SpecTypes.Read(type).Equals(compilation.Program.ResultType))
        {
            return $"type {compilation.Program.ResultType}, wanted {SpecTypes.Read(type)}";
        }

        return Content.Text("check_only") == "true" ? null : Evaluate(compilation.Program, expectsError);
    }

    private string? Evaluate(CelProgram program, bool expectsError)
    {
        var bindings = Content.Messages("bindings").Select(
            b => KeyValuePair.Create(b.Text("key")!, SpecValues.Read(b.Message("value")!.Message("value")!)));
        var actual = program.Evaluate(new CelActivation([.. bindings])).Value;
        if (expectsError || actual.IsError)
        {
            return expectsError == actual.IsError ? null : $"{(expectsError ? "value" : "error")} {actual}";
        }

        var expected = (Content.Message("value") ?? Content.Message("typed_result")?.Message("result")) is { } value
            ? SpecValues.Read(value)
            : CelBool.True;
        return SpecValues.Same(expected, actual) ? null : $"{actual.Type} {actual}, wanted {expected.Type} {expected}";
    }

    private static CelOverload Overload(string function, TextMessage overload) =>
        new(
            function,
            overload.Text("overload_id")!,
            [.. overload.Messages("params").Select(SpecTypes.Read)],
            SpecTypes.Read(overload.Message("result_type")!),
            static _ => new CelError("unbound function"))
        {
            IsMember = overload.Text("is_instance_function") == "true",
        };
}
