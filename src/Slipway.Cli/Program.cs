using Slipway.Cli.Commands;
using Slipway.Cli.Plane;
using Slipway.Cli.Terminal;

DetachedPlane.LeaveTerminal();
using var interrupts = new Interrupts();
return await SlipwayCommand.RunAsync(args, CliContext.OfProcess(interrupts));
